import { LongValue } from "#components/events/long-value.tsx";
import { Untrusted } from "#components/events/untrusted.tsx";
import type { Json } from "#lib/events/event.ts";
import { counted } from "#lib/format/count.ts";

const MAX_ENTRIES = 100;
const MAX_DEPTH = 8;

/** Any JSON value: plain values in one line, lists and objects to unfold. */
export function JsonValue({ value, label, depth = 0 }: { value: Json; label: string; depth?: number }) {
  if (value === null) return <span className="text-muted">null</span>;
  if (typeof value === "boolean") return <span className="text-info">{String(value)}</span>;
  if (typeof value === "number") return <span className="text-info tabular-nums">{String(value)}</span>;
  if (typeof value === "string") return <LongValue value={value} label={label} />;
  const isList = Array.isArray(value);
  const entries = isList ? value.map((item, index) => [String(index), item] as const) : Object.entries(value);
  if (entries.length === 0) return <span className="text-muted">{isList ? "[]" : "{}"}</span>;
  if (depth >= MAX_DEPTH) return <span className="text-muted">deeper than can be shown</span>;
  return (
    <details open={depth < 1 && entries.length <= 8}>
      <summary className="inline-flex min-h-6 items-center rounded-sm text-muted hover:text-ink">
        {isList ? `[ ${counted(entries.length, "item")} ]` : `{ ${counted(entries.length, "key")} }`}
      </summary>
      <ul className="border-l pl-3">
        {entries.slice(0, MAX_ENTRIES).map(([key, item]) => (
          <li key={key} className="flex gap-1.5 py-px">
            <Untrusted text={key} className="mr-1.5 text-muted" />
            <JsonValue value={item} label={key} depth={depth + 1} />
          </li>
        ))}
        {entries.length > MAX_ENTRIES && (
          <li className="text-muted">and {counted(entries.length - MAX_ENTRIES, "more", "more")}</li>
        )}
      </ul>
    </details>
  );
}
