import { categoryName, OUTCOME_WORDS } from "#components/stats/outcome-words.ts";
import { Quantity } from "#components/stats/quantity.tsx";
import { reasonName } from "#components/stats/reason-words.ts";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";

export type ReasonSum = { category: string; outcome: string; reason: string; quantity: number };

/** Why something that was sent is not shown. */
export function ReasonTable({ rows }: { rows: ReasonSum[] }) {
  return (
    <Table label="Why something is missing">
      <TableHead>
        <TableHeadCell>What</TableHeadCell>
        <TableHeadCell className="max-sm:hidden">Fate</TableHeadCell>
        <TableHeadCell>Reason</TableHeadCell>
        <TableHeadCell numeric>Quantity</TableHeadCell>
      </TableHead>
      <tbody>
        {rows.map(({ category, outcome, reason, quantity }) => (
          <TableRow key={`${category} ${outcome} ${reason}`}>
            <TableCell className="max-sm:align-top">
              {categoryName(category)}
              <span className="block text-muted sm:hidden">{labelOf(outcome)}</span>
            </TableCell>
            <TableCell title={OUTCOME_WORDS[outcome]?.meaning} className="max-sm:hidden">
              {labelOf(outcome)}
            </TableCell>
            <TableCell className="max-sm:align-top">
              <Reason outcome={outcome} reason={reason} />
            </TableCell>
            <TableCell numeric className="max-sm:align-top">
              <Quantity category={category} value={quantity} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

const labelOf = (outcome: string) => OUTCOME_WORDS[outcome]?.label ?? outcome;

/** In words, and as SDKs and the Web API call it. */
function Reason({ outcome, reason }: { outcome: string; reason: string }) {
  if (reason === "" && outcome === "duplicate") return "Its id was stored already";
  return (
    <>
      {reasonName(reason)}{" "}
      {reason !== "" && (
        <code className="font-mono text-xs [overflow-wrap:anywhere] text-muted max-sm:block">{reason}</code>
      )}
    </>
  );
}
