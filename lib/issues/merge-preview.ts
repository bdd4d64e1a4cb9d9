// What a merge would do, before anybody does it.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { inTransaction, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import { learnFromIssues } from "#lib/issues/learn-from-groups.ts";
import { describeLearnedRule } from "#lib/issues/learned-rule.ts";
import { largestOf, MergeRequest } from "#lib/issues/merge-issues.ts";
import { followMerged } from "#lib/issues/merge-locks.ts";
import { IssueStatus } from "#lib/issues/schema.ts";
import { formatShortId } from "#lib/issues/short-id.ts";

const SHOWN_CHILDREN = 20;
// Beyond that, counting people once reads for seconds.
const MAX_USER_GROUPS = 5_000;

const Row = z.object({
  id: z.number(),
  projectId: z.number(),
  slug: z.string(),
  number: z.number(),
  title: z.string(),
  status: IssueStatus,
  timesSeen: z.coerce.number(),
  firstSeen: z.date().transform((date) => date.getTime()),
});
type Row = z.infer<typeof Row>;

/** One of the issues; `status` matters, since all become what the kept one is. */
export type PreviewIssue = {
  id: number;
  shortId: string;
  title: string;
  status: IssueStatus;
  events: number;
};

export type MergePreview = {
  /** The one that is kept unless another is chosen. */
  parent: PreviewIssue;
  /** The first twenty of the others, the largest first. */
  children: PreviewIssue[];
  childCount: number;
  events: number;
  /** Null when counting them would take too long. */
  users: number | null;
  /** What is learned, as a sentence; else `noRule` says why nothing is. */
  rule: string | null;
  noRule: string | null;
};

const toPreview = ({ id, slug, number, title, status, timesSeen }: Row): PreviewIssue => ({
  id,
  shortId: formatShortId(slug, number),
  title,
  status,
  events: timesSeen,
});

const GroupRow = z.object({ id: z.coerce.bigint() });
const UserRow = z.object({ users: z.coerce.number() });

async function countUsers(projectId: number, groupIds: readonly bigint[]): Promise<number | null> {
  if (groupIds.length > MAX_USER_GROUPS) return null;
  const [row] = await queryRows(
    UserRow,
    `SELECT uniqExactIf(user, user != '') AS users FROM errors
     WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds)}`,
    { project: projectId },
  );
  return row?.users ?? 0;
}

/**
 * What merging these issues would do.
 * @throws RequestError 404 when an id is not an issue of this organization, 400 for issues that cannot be merged.
 */
export async function previewMerge(
  access: OrganizationAccess,
  ids: readonly number[],
): Promise<MergePreview> {
  demand(access, "event:read");
  const parsed = MergeRequest.safeParse({ ids: [...new Set(ids)] });
  if (!parsed.success)
    throw new RequestError(400, parsed.error.issues[0]?.message ?? "This cannot be merged.");
  return inTransaction(async (on) => {
    const issueIds = await followMerged(on, access, parsed.data.ids);
    const rows = await selectRows(
      on,
      Row,
      `SELECT i.id, i.project_id AS "projectId", p.slug, i.number, i.title, i.status, i.times_seen AS "timesSeen",
         i.first_seen AS "firstSeen" FROM issue i JOIN project p ON p.id = i.project_id
       WHERE i.id = ANY ($1) ORDER BY i.times_seen DESC, i.first_seen, i.id`,
      [issueIds],
    );
    const parent = largestOf(rows);
    if (!parent || rows.length < 2) throw new RequestError(400, "They are one issue already.");
    if (rows.some(({ projectId }) => projectId !== parent.projectId))
      throw new RequestError(400, "Only issues of one project can be merged.");
    const children = rows.filter((row) => row !== parent);
    const lesson = await learnFromIssues(on, parent.projectId, issueIds);
    const groups = await selectRows(
      on,
      GroupRow,
      "SELECT id FROM grouping_hash WHERE issue_id = ANY ($1) AND times_seen > 0 LIMIT $2",
      [issueIds, MAX_USER_GROUPS + 1],
    );
    return {
      parent: toPreview(parent),
      children: children.slice(0, SHOWN_CHILDREN).map(toPreview),
      childCount: children.length,
      events: rows.reduce((sum, { timesSeen }) => sum + timesSeen, 0),
      users: await countUsers(
        parent.projectId,
        groups.map(({ id }) => id),
      ),
      rule: "matchers" in lesson ? `${describeLearnedRule(lesson.matchers)} will come here too.` : null,
      noRule: "reason" in lesson ? lesson.reason : null,
    };
  });
}
