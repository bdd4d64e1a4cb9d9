import { isBytes } from "#components/stats/outcome-words.ts";
import { Count } from "#components/ui/count.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { exactCount } from "#lib/format/count.ts";

/** How much of a category: a count, or a size where bytes are counted. */
export function Quantity({ category, value }: { category: string; value: number }) {
  if (!isBytes(category) || value === 0) return <Count value={value} />;
  return (
    <data value={value} title={`${exactCount(value)} bytes`} className="whitespace-nowrap">
      {formatBytes(value)}
    </data>
  );
}
