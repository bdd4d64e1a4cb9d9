import { SegmentedLinks } from "#components/ui/segmented-control.tsx";
import { TableHeadCell } from "#components/ui/table.tsx";
import type { IssueSort } from "#lib/issues/schema.ts";

type Props = {
  sort: IssueSort;
  sortHref: (sort: IssueSort) => string;
  trend: "24h" | "14d";
  trendHref: (trend: "24h" | "14d") => string;
};

/** The columns; a head that sorts is a link. Every order is descending. */
export function IssueTableHead({ sort, sortHref, trend, trendHref }: Props) {
  const by = (column: IssueSort) => ({
    href: sortHref(column),
    direction: column === sort ? ("descending" as const) : undefined,
  });
  // The arrow stands before the word, so that words and numbers end at the same edge.
  const number = "hidden px-2 sm:table-cell [&_a]:flex-row-reverse";
  return (
    <thead className="z-10 bg-canvas shadow-[inset_0_-1px_0_var(--line)] max-sm:sr-only lg:sticky lg:top-12">
      <tr className="h-9">
        <TableHeadCell className="w-8 px-0">
          <span className="sr-only">Select</span>
        </TableHeadCell>
        <TableHeadCell className="px-2">Issue</TableHeadCell>
        <TableHeadCell className="hidden px-2 @[40rem]:table-cell">Status</TableHeadCell>
        <TableHeadCell className="hidden px-2 @[52rem]:table-cell">
          <SegmentedLinks
            label="Trend"
            options={[
              { href: trendHref("24h"), label: "24 h", current: trend === "24h" },
              { href: trendHref("14d"), label: "14 d", current: trend === "14d" },
            ]}
          />
        </TableHeadCell>
        <TableHeadCell numeric className={number} sort={by("events")}>
          Events
        </TableHeadCell>
        <TableHeadCell
          numeric
          className="hidden px-2 @[36rem]:table-cell [&_a]:flex-row-reverse"
          sort={by("users")}
        >
          Users
        </TableHeadCell>
        <TableHeadCell numeric className={number} sort={by("last_seen")}>
          Last seen
        </TableHeadCell>
        <TableHeadCell
          numeric
          className="hidden px-2 @[60rem]:table-cell [&_a]:flex-row-reverse"
          sort={by("first_seen")}
        >
          Age
        </TableHeadCell>
        <TableHeadCell className={number}>
          <span className="sr-only">Assignee</span>
        </TableHeadCell>
      </tr>
    </thead>
  );
}
