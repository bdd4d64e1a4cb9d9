import { Disclosure } from "#components/ui/disclosure.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { counted } from "#lib/format/count.ts";
import type { SkippedLine } from "#lib/ownership/parse-code-owners.ts";

const MAX_SHOWN = 2_000;

/** Every line of the file that is not used, and why. */
export function CodeOwnersSkipped({ skipped }: { skipped: readonly SkippedLine[] }) {
  return (
    <Notice tone="warning" title={`${counted(skipped.length, "line")} skipped`}>
      <p>They name nobody, so that an earlier line may own their files.</p>
      <Disclosure summary="Show them" open={skipped.length <= 10} className="mt-1">
        <ol className="grid max-h-96 gap-2 overflow-y-auto pt-1" tabIndex={0} aria-label="Skipped lines">
          {skipped.slice(0, MAX_SHOWN).map(({ line, text, reason }) => (
            <li key={line} className="grid gap-x-3 sm:grid-cols-[5rem_minmax(0,1fr)]">
              <span className="text-muted tabular-nums">Line {line}</span>
              <span className="min-w-0">
                <code className="block font-mono [overflow-wrap:anywhere]">{text}</code>
                {reason}
              </span>
            </li>
          ))}
        </ol>
        {skipped.length > MAX_SHOWN && (
          <p className="mt-2">And {counted(skipped.length - MAX_SHOWN, "line")} more.</p>
        )}
      </Disclosure>
    </Notice>
  );
}
