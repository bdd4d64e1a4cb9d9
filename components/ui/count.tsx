import { exactCount, shortCount } from "#lib/format/count.ts";

/** A number, abbreviated from 10,000 on; the exact value on hover. `unit` names it for screen readers. */
export function Count({ value, unit, className }: { value: number; unit?: string; className?: string }) {
  const exact = exactCount(value);
  const title = unit ? `${exact} ${unit}` : exact;
  return (
    <data value={value} title={title} className={className}>
      {shortCount(value)}
    </data>
  );
}
