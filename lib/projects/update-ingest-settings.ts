import { demand, type OrganizationAccess, type ProjectAccess } from "#lib/accounts/access.ts";
import { pool } from "#lib/db.ts";
import type { FilterSettings } from "#lib/filters/schema.ts";
import type { ScrubbingSettings } from "#lib/scrubbing/schema.ts";

// One statement, so that two people who save different parts at once both succeed.
async function change(access: ProjectAccess, part: object): Promise<void> {
  demand(access, "project:write");
  await pool().query(
    "UPDATE project SET ingest_settings = ingest_settings || $1::jsonb WHERE id = $2 AND organization_id = $3",
    [JSON.stringify(part), access.projectId, access.organizationId],
  );
}

/** Sets what a project refuses. It holds from the worker's next batch on. @throws RequestError 403 */
export const updateFilters = (access: ProjectAccess, filters: FilterSettings): Promise<void> =>
  change(access, { filters });

/** Sets what is taken out of a project's data. It holds from the worker's next batch on. @throws RequestError 403 */
export const updateScrubbing = (access: ProjectAccess, scrubbing: ScrubbingSettings): Promise<void> =>
  change(access, { scrubbing });

/** Sets how many events an issue may keep whole within an hour, at least 1. @throws RequestError 403 */
export const updateSamples = (access: ProjectAccess, samplesPerHour: number): Promise<void> =>
  change(access, { samplesPerHour });

/** Sets what is taken out of the data of all projects of an organization. @throws RequestError 403 */
export async function updateOrganizationScrubbing(
  access: OrganizationAccess,
  scrubbing: ScrubbingSettings,
): Promise<void> {
  demand(access, "org:write");
  await pool().query("UPDATE organization SET scrubbing = $1::jsonb WHERE id = $2", [
    JSON.stringify(scrubbing),
    access.organizationId,
  ]);
}
