import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table, TableCell, TableHead, TableHeadCell } from "#components/ui/table.tsx";
import type { Json } from "#lib/events/event.ts";

/** Feature flags that were evaluated before it happened, the last evaluation first. */
export function FlagsPanel({ flags }: { flags: { flag: string; result: Json }[] }) {
  if (flags.length === 0) return null;
  return (
    <Section title="Feature flags" id="flags" description="As evaluated before it happened, latest first.">
      <div className="max-w-xl">
        <Table label="Feature flags">
          <TableHead className="lg:static">
            <TableHeadCell>Flag</TableHeadCell>
            <TableHeadCell>Result</TableHeadCell>
          </TableHead>
          <tbody>
            {flags.toReversed().map(({ flag, result }, index) => (
              <tr key={`${index}-${flag}`} className="h-8 border-b">
                <TableCell className="font-mono">
                  <Untrusted text={flag} />
                </TableCell>
                <TableCell className="font-mono">
                  <Untrusted text={typeof result === "string" ? result : JSON.stringify(result)} />
                </TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Section>
  );
}
