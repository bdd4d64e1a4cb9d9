import { LongValue } from "#components/events/long-value.tsx";
import { CutValue, isRedacted, RedactedText, RemovedValue } from "#components/events/redacted.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import type { Json } from "#lib/events/event.ts";
import { counted } from "#lib/format/count.ts";

const MAX_ENTRIES = 100;
const MAX_DEPTH = 8;
const MAX_REDACTED = 2_000;

type Props = { value: Json; label: string; marks?: RemarksAt; depth?: number };

/** Any JSON value: plain values in one line, lists and objects to unfold. `marks` are the remarks about it. */
export function JsonValue({ value, label, marks, depth = 0 }: Props) {
  const remarks = marks?.here ?? [];
  if (value === null && remarks.some(({ kind }) => kind === "scrubbed"))
    return <RemovedValue remarks={remarks} />;
  return (
    <CutValue remarks={remarks}>
      <PlainValue value={value} label={label} marks={marks} depth={depth} />
    </CutValue>
  );
}

function PlainValue({ value, label, marks, depth = 0 }: Props) {
  if (value === null) return <span className="text-muted">null</span>;
  if (typeof value === "boolean") return <span className="text-info">{String(value)}</span>;
  if (typeof value === "number") return <span className="text-info tabular-nums">{String(value)}</span>;
  if (typeof value === "string" && isRedacted(value))
    return <RedactedText text={value.slice(0, MAX_REDACTED)} remarks={marks?.here} />;
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
            <JsonValue value={item} label={key} marks={marks?.at(key)} depth={depth + 1} />
          </li>
        ))}
        {entries.length > MAX_ENTRIES && (
          <li className="text-muted">and {counted(entries.length - MAX_ENTRIES, "more", "more")}</li>
        )}
      </ul>
    </details>
  );
}
