// How a project groups: its rules, and the version of the algorithm.
import { z } from "zod";
import { demand, type ProjectAccess } from "#lib/accounts/access.ts";
import { pool, selectRows } from "#lib/db.ts";
import { GroupingSettings, type GroupingVersion } from "#lib/issues/grouping/settings.ts";
import type { GroupingInput } from "#lib/projects/grouping-input.ts";

/** So long the groups of the version before are looked up, so that known issues go on. */
export const TRANSITION_DAYS = 90;
const DAY = 86_400_000;

const IssueSettingsRow = z.object({ grouping: GroupingSettings, autoResolveHours: z.number() });
export type IssueSettings = z.infer<typeof IssueSettingsRow>;

/** How the project groups, and when it resolves by itself. */
export async function findIssueSettings(access: ProjectAccess): Promise<IssueSettings> {
  const [row] = await selectRows(
    pool(),
    IssueSettingsRow,
    `SELECT grouping, auto_resolve_hours AS "autoResolveHours" FROM project WHERE id = $1 AND organization_id = $2`,
    [access.projectId, access.organizationId],
  );
  return row ?? IssueSettingsRow.parse({ grouping: {}, autoResolveHours: 0 });
}

async function change(access: ProjectAccess, part: Partial<GroupingSettings>): Promise<void> {
  demand(access, "project:write");
  await pool().query(
    "UPDATE project SET grouping = grouping || $1::jsonb WHERE id = $2 AND organization_id = $3",
    [JSON.stringify(part), access.projectId, access.organizationId],
  );
}

/** Sets the project's rules. They hold from the worker's next batch on. @throws RequestError 403 */
export const updateGroupingRules = (access: ProjectAccess, rules: GroupingInput): Promise<void> =>
  change(access, { stackTraceRules: rules.stackTraceRules, fingerprintRules: rules.fingerprintRules });

/**
 * Changes the version of the algorithm. Issues go on: for a while, what is unknown to the new version is looked up
 * with the old one.
 * @throws RequestError 403
 */
export async function changeGroupingVersion(
  access: ProjectAccess,
  version: GroupingVersion,
  now = Date.now(),
): Promise<void> {
  const { grouping } = await findIssueSettings(access);
  if (grouping.version === version) return;
  await change(access, {
    version,
    previous: { version: grouping.version, until: now + TRANSITION_DAYS * DAY },
  });
}
