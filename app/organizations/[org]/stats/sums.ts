// One query's groups, in the three forms that the page shows.
import type { ChartSeries } from "#components/charts/chart-data.ts";
import type { CategorySums } from "#components/stats/category-table.tsx";
import { isBytes, OUTCOME_WORDS } from "#components/stats/outcome-words.ts";
import type { ReasonSum } from "#components/stats/reason-table.tsx";
import type { OutcomeSums } from "#lib/outcomes/queries.ts";

type Groups = OutcomeSums["groups"];

/** The largest first, and sizes after what is counted: the two cannot be compared. */
export function sumByCategory(groups: Groups): CategorySums[] {
  const rows = new Map<string, CategorySums>();
  for (const { by, total } of groups) {
    const category = by.category ?? "";
    const row = rows.get(category) ?? { category, total: 0, byOutcome: {} };
    const outcome = by.outcome ?? "";
    row.total += total;
    row.byOutcome[outcome] = (row.byOutcome[outcome] ?? 0) + total;
    rows.set(category, row);
  }
  return [...rows.values()].sort(
    (a, b) => Number(isBytes(a.category)) - Number(isBytes(b.category)) || b.total - a.total,
  );
}

export const reasonsOf = (groups: Groups): ReasonSum[] =>
  groups.flatMap(({ by: { category = "", outcome = "", reason = "" }, total }) =>
    outcome === "accepted" ? [] : [{ category, outcome, reason, quantity: total }],
  );

/** Stored at the foot, all other fates above it. */
export function seriesOf(groups: Groups, category: string): ChartSeries[] {
  const sum = (isWanted: (outcome: string) => boolean) => {
    const values: number[] = [];
    for (const { by, values: some } of groups)
      if (by.category === category && isWanted(by.outcome ?? ""))
        some.forEach((value, index) => (values[index] = (values[index] ?? 0) + value));
    return values;
  };
  const buckets = groups[0]?.values.length ?? 0;
  const filled = (values: number[]) => Array.from({ length: buckets }, (_, index) => values[index] ?? 0);
  return [
    {
      name: OUTCOME_WORDS["accepted"]?.label ?? "Stored",
      values: filled(sum((outcome) => outcome === "accepted")),
      tone: "neutral",
    },
    { name: "Not stored", values: filled(sum((outcome) => outcome !== "accepted")), tone: "warning" },
  ];
}
