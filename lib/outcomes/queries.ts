// What became of everything that was sent.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { pool, selectRows } from "#lib/db.ts";
import { OUTCOMES, type OutcomeKind } from "#lib/outcomes/outcome.ts";

const HOUR_MS = 3_600_000;

export type OutcomeGroup = "outcome" | "category" | "reason" | "project";

export type OutcomeQuestion = {
  /** Milliseconds since 1970; widened to whole buckets. */
  from: number;
  until: number;
  /** Milliseconds, whole hours: they are what is counted. */
  bucketMs: number;
  groupBy: readonly OutcomeGroup[];
  categories?: readonly string[];
  outcomes?: readonly OutcomeKind[];
  reasons?: readonly string[];
};

export type OutcomeSums = {
  /** Begin of the first bucket. */
  start: number;
  /** One entry for each combination that occurred; `values` has a sum for each bucket. */
  groups: { by: Partial<Record<OutcomeGroup, string>>; total: number; values: number[] }[];
};

// Names of ours only: they stand in the statement as they are.
const COLUMNS: Readonly<Record<OutcomeGroup, string>> = {
  outcome: "outcome",
  category: "category",
  reason: "reason",
  project: "project_id::text",
};

const Row = z.object({
  bucket: z.number(),
  by: z.array(z.string()),
  quantity: z.coerce.number(),
});

/** Sums by the hour or coarser, of projects that the asker may see. */
export async function sumOutcomes(
  projects: readonly ProjectAccess[],
  question: OutcomeQuestion,
): Promise<OutcomeSums> {
  const bucketMs = Math.max(HOUR_MS, Math.ceil(question.bucketMs / HOUR_MS) * HOUR_MS);
  const start = Math.floor(question.from / bucketMs) * bucketMs;
  const buckets = Math.max(1, Math.ceil((question.until - start) / bucketMs));
  const columns = question.groupBy.map((name) => COLUMNS[name]);
  const rows = await selectRows(
    pool(),
    Row,
    `SELECT floor((extract(epoch FROM hour) * 1000 - $2::float8) / $4::float8)::int AS bucket,
       ARRAY[${columns.join(", ")}]::text[] AS by, sum(quantity) AS quantity
     FROM outcome
     WHERE project_id = ANY ($1) AND hour >= to_timestamp($2::float8 / 1000) AND hour < to_timestamp($3::float8 / 1000)
       AND ($5::text[] IS NULL OR category = ANY ($5)) AND ($6::text[] IS NULL OR outcome = ANY ($6))
       AND ($7::text[] IS NULL OR reason = ANY ($7))
     GROUP BY bucket, by`,
    [
      projects.map((project) => project.projectId),
      start,
      start + buckets * bucketMs,
      bucketMs,
      question.categories ?? null,
      question.outcomes ?? null,
      question.reasons ?? null,
    ],
  );
  const groups = new Map<string, OutcomeSums["groups"][number]>();
  for (const { bucket, by, quantity } of rows) {
    const key = by.join("\n");
    const group = groups.get(key) ?? {
      by: Object.fromEntries(question.groupBy.map((name, index) => [name, by[index] ?? ""])),
      total: 0,
      values: Array.from({ length: buckets }, () => 0),
    };
    group.total += quantity;
    group.values[bucket] = (group.values[bucket] ?? 0) + quantity;
    groups.set(key, group);
  }
  return { start, groups: [...groups.values()].sort((a, b) => b.total - a.total) };
}

/** Whether a word from outside names a fate. */
export const isOutcome = (word: string): word is OutcomeKind => OUTCOMES.some((kind) => kind === word);
