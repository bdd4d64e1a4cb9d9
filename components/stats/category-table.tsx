import Link from "next/link";
import { categoryName, OUTCOME_WORDS } from "#components/stats/outcome-words.ts";
import { Quantity } from "#components/stats/quantity.tsx";
import { cn } from "#components/ui/cn.ts";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";

export type CategorySums = { category: string; total: number; byOutcome: Record<string, number> };

type Props = { rows: CategorySums[]; chosen: string | null; hrefOf: (category: string) => string };

const STORED = "accepted";

/** One row a category: the total is the sum of all fates. Phones show what is stored and what is not. */
export function CategoryTable({ rows, chosen, hrefOf }: Props) {
  const outcomes = Object.keys(OUTCOME_WORDS).filter(
    (outcome) => outcome === STORED || rows.some((row) => row.byOutcome[outcome]),
  );
  const classOf = (outcome: string) => (outcome === STORED ? undefined : "max-md:hidden");
  return (
    <Table label="Quantities by category">
      <TableHead>
        <TableHeadCell>Category</TableHeadCell>
        <TableHeadCell numeric>Total</TableHeadCell>
        {outcomes.map((outcome) => (
          <TableHeadCell
            key={outcome}
            numeric
            title={OUTCOME_WORDS[outcome]?.meaning}
            className={classOf(outcome)}
          >
            {OUTCOME_WORDS[outcome]?.label}
          </TableHeadCell>
        ))}
        <TableHeadCell numeric className="md:hidden">
          Not stored
        </TableHeadCell>
      </TableHead>
      <tbody>
        {rows.map(({ category, total, byOutcome }) => (
          <TableRow key={category} aria-selected={category === chosen}>
            <TableCell>
              <Link
                href={hrefOf(category)}
                scroll={false}
                aria-current={category === chosen ? "true" : undefined}
                className="inline-flex min-h-6 items-center rounded-sm font-medium hover:underline"
              >
                {categoryName(category)}
              </Link>
            </TableCell>
            <Figure category={category} value={total} />
            {outcomes.map((outcome) => (
              <Figure
                key={outcome}
                category={category}
                value={byOutcome[outcome] ?? 0}
                className={classOf(outcome)}
              />
            ))}
            <Figure category={category} value={total - (byOutcome[STORED] ?? 0)} className="md:hidden" />
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

type FigureProps = { category: string; value: number; className?: string };

function Figure({ category, value, className }: FigureProps) {
  return (
    <TableCell numeric className={cn(value === 0 && "text-muted", className)}>
      <Quantity category={category} value={value} />
    </TableCell>
  );
}
