import Link from "next/link";
import { Count } from "#components/ui/count.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { categoryName, OUTCOME_WORDS } from "#components/stats/outcome-words.ts";

export type CategorySums = { category: string; received: number; byOutcome: Record<string, number> };

type Props = { rows: CategorySums[]; chosen: string | null; hrefOf: (category: string) => string };

/** One row a category: received is the sum of all fates. */
export function CategoryTable({ rows, chosen, hrefOf }: Props) {
  const outcomes = Object.keys(OUTCOME_WORDS).filter((outcome) => rows.some((row) => row.byOutcome[outcome]));
  return (
    <Table label="Received by category">
      <TableHead>
        <TableHeadCell>Category</TableHeadCell>
        <TableHeadCell numeric>Received</TableHeadCell>
        {outcomes.map((outcome) => (
          <TableHeadCell key={outcome} numeric title={OUTCOME_WORDS[outcome]?.meaning}>
            {OUTCOME_WORDS[outcome]?.label}
          </TableHeadCell>
        ))}
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={row.category} aria-selected={row.category === chosen}>
            <TableCell>
              <Link
                href={hrefOf(row.category)}
                scroll={false}
                aria-current={row.category === chosen ? "true" : undefined}
                className="inline-flex min-h-6 items-center rounded-sm font-medium hover:underline"
              >
                {categoryName(row.category)}
              </Link>
            </TableCell>
            <TableCell numeric>
              <Count value={row.received} />
            </TableCell>
            {outcomes.map((outcome) => (
              <TableCell key={outcome} numeric className={row.byOutcome[outcome] ? undefined : "text-muted"}>
                <Count value={row.byOutcome[outcome] ?? 0} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
