import { CopyText } from "#components/ui/copy-text.tsx";
import { Untrusted } from "#components/events/untrusted.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const LONG = 160;

/** A value in full when it is short; else cut in the middle, and copied whole on click. */
export function LongValue({ value, label }: { value: string; label: string }) {
  if (value === "") return <span className="text-muted">empty</span>;
  if (value.includes("\n"))
    return (
      <pre className="max-h-64 overflow-auto font-mono whitespace-pre-wrap" tabIndex={0} aria-label={label}>
        <Untrusted text={value} />
      </pre>
    );
  if (value.length <= LONG) return <Untrusted text={value} />;
  return <CopyText value={value} text={untrustedText(value, 2_000)} label={label} />;
}
