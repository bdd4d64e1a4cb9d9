// What a project has set about its incoming data, and its organization above it.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { FilterSettings } from "#lib/filters/schema.ts";
import { GroupingSettings } from "#lib/issues/grouping/settings.ts";
import { OrganizationScrubbing, ScrubbingSettings } from "#lib/scrubbing/schema.ts";

/** The column `project.ingest_settings`; what is missing has its default. */
export const IngestSettings = z.object({
  filters: FilterSettings.prefault({}),
  scrubbing: ScrubbingSettings.prefault({}),
  /** Whole events that one issue may store within an hour; the others keep their columns and lose their payload. */
  samplesPerHour: z.int().min(1).max(1_000_000).default(1_000),
});
export type IngestSettings = z.infer<typeof IngestSettings>;

/** What a form may send as the budget of whole events, with messages for whoever typed it. */
export const SampleInput = z.object({
  samplesPerHour: z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
    z.coerce
      .number("Enter a number.")
      .int("Enter a whole number.")
      .min(1, "At least 1.")
      .max(1_000_000, "At most 1,000,000."),
  ),
});

/** What the digest needs to know of a project. */
export type ProjectPolicy = IngestSettings & {
  projectId: number;
  /** Days that its data is kept. */
  retentionDays: number;
  organizationScrubbing: ScrubbingSettings;
  grouping: GroupingSettings;
};

const PolicyRow = z.object({
  projectId: z.number(),
  retentionDays: z.number(),
  ingestSettings: IngestSettings,
  organizationScrubbing: OrganizationScrubbing,
  grouping: GroupingSettings,
});

/** @returns the policies of those projects that exist, by id. A change counts from the next batch on. */
export async function loadProjectPolicies(
  projectIds: readonly number[],
): Promise<ReadonlyMap<number, ProjectPolicy>> {
  const rows = await selectRows(
    pool(),
    PolicyRow,
    `SELECT p.id AS "projectId", o.retention_days AS "retentionDays", p.ingest_settings AS "ingestSettings",
       o.scrubbing AS "organizationScrubbing", p.grouping
     FROM project p JOIN organization o ON o.id = p.organization_id WHERE p.id = ANY ($1)`,
    [[...new Set(projectIds)]],
  );
  return new Map(rows.map(({ ingestSettings, ...row }) => [row.projectId, { ...ingestSettings, ...row }]));
}

/** What holds where nobody has set anything. */
export const defaultPolicy = (projectId: number): ProjectPolicy => ({
  ...IngestSettings.parse({}),
  projectId,
  retentionDays: 90,
  organizationScrubbing: OrganizationScrubbing.parse({}),
  grouping: GroupingSettings.parse({}),
});
