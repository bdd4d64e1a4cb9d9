import Link from "next/link";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Row = {
  id: string;
  href: string;
  /** Milliseconds since 1970. */
  at: number;
  title: string;
  user: string;
  release: string;
  environment: string;
};

/** Events, one a row. */
export function EventTable({ rows }: { rows: Row[] }) {
  return (
    <Table label="Events">
      <TableHead>
        <TableHeadCell>Event</TableHeadCell>
        <TableHeadCell>When</TableHeadCell>
        <TableHeadCell>Title</TableHeadCell>
        <TableHeadCell>User</TableHeadCell>
        <TableHeadCell>Release</TableHeadCell>
        <TableHeadCell>Environment</TableHeadCell>
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={row.id} className="relative">
            <TableCell>
              <Link
                href={row.href}
                className="font-mono text-accent-text after:absolute after:inset-0 hover:underline"
              >
                {row.id.slice(0, 8)}
              </Link>
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Time at={row.at} className="relative z-10" />
            </TableCell>
            <Text value={row.title} className="w-full max-w-96 min-w-48" />
            <Text value={row.user} className="max-w-56" />
            <Text value={row.release} className="max-w-48" />
            <Text value={row.environment} className="max-w-40" />
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

function Text({ value, className }: { value: string; className: string }) {
  const shown = untrustedText(value, 200);
  return (
    <TableCell className={className}>
      {value === "" ? (
        <span className="text-muted">None</span>
      ) : (
        <bdi title={shown} className="block truncate">
          {shown}
        </bdi>
      )}
    </TableCell>
  );
}
