import { Count } from "#components/ui/count.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { categoryName, OUTCOME_WORDS, reasonName } from "#components/stats/outcome-words.ts";

export type ReasonSum = { category: string; outcome: string; reason: string; quantity: number };

/** Why something that was sent is not shown. */
export function ReasonTable({ rows }: { rows: ReasonSum[] }) {
  return (
    <Table label="Why something is missing">
      <TableHead>
        <TableHeadCell>What</TableHeadCell>
        <TableHeadCell>Fate</TableHeadCell>
        <TableHeadCell>Reason</TableHeadCell>
        <TableHeadCell numeric>Count</TableHeadCell>
      </TableHead>
      <tbody>
        {rows.map(({ category, outcome, reason, quantity }) => (
          <TableRow key={`${category} ${outcome} ${reason}`}>
            <TableCell>{categoryName(category)}</TableCell>
            <TableCell title={OUTCOME_WORDS[outcome]?.meaning}>
              {OUTCOME_WORDS[outcome]?.label ?? outcome}
            </TableCell>
            <TableCell>
              {reasonName(reason)} {reason !== "" && <code className="text-xs text-muted">{reason}</code>}
            </TableCell>
            <TableCell numeric>
              <Count value={quantity} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
