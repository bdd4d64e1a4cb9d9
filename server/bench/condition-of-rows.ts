// The smallest condition over events that are at hand, counted as the queries of lib/issues/conditions count.
import type { Sample } from "#lib/issues/conditions/bits.ts";
import {
  chooseParts,
  countHypotheses,
  isComparable,
  type Part,
  type TagCount,
} from "#lib/issues/conditions/choose-parts.ts";
import { findCondition, type FoundCondition } from "#lib/issues/conditions/find-condition.ts";

export type TagRow = ReadonlyMap<string, string>;

function countTags(rows: readonly TagRow[]): TagCount[] {
  const byKey = new Map<string, Map<string, number>>();
  for (const row of rows)
    for (const [key, value] of row) {
      const values = byKey.get(key) ?? new Map<string, number>();
      byKey.set(key, values.set(value, (values.get(value) ?? 0) + 1));
    }
  return [...byKey].flatMap(([key, values]) =>
    [...values].map(([value, count]) => ({ key, value, count, distinct: values.size })),
  );
}

function sampleOf(rows: readonly TagRow[], parts: readonly Part[]): Sample {
  const patterns = new Map<bigint, number>();
  for (const row of rows) {
    let holds = 0n;
    for (const { key, value, bit } of parts) if (row.get(key) === value) holds |= 1n << BigInt(bit);
    patterns.set(holds, (patterns.get(holds) ?? 0) + 1);
  }
  return { size: rows.length, patterns: [...patterns].map(([holds, count]) => ({ holds, count })) };
}

/** What is found, and how long the search took once the rows were counted. */
export function conditionOfRows(
  issueRows: readonly TagRow[],
  baselineRows: readonly TagRow[],
): { found: FoundCondition | null; searchMs: number } {
  const counts = countTags(issueRows);
  const chosen = chooseParts(counts, issueRows.length);
  const [issue, baseline] = [sampleOf(issueRows, chosen), sampleOf(baselineRows, chosen)];
  const parts = chosen.filter((part) => {
    const values = baselineRows.flatMap((row) => row.get(part.key) ?? []);
    const use = { carried: values.length, distinct: new Set(values).size };
    return isComparable(part, use, baselineRows.length);
  });
  const started = performance.now();
  const found = findCondition(parts, issue, baseline, countHypotheses(counts));
  return { found, searchMs: performance.now() - started };
}
