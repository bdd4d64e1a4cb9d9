import { ArrowRight } from "lucide-react";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import type { ScrubbingPreview as Result } from "#lib/scrubbing/preview.ts";

type Props = { tried: ActionState<Result | null>; trying: boolean };

/** What the rules, as they stand in the form, would change in the newest event. */
export function ScrubbingPreview({ tried, trying }: Props) {
  const { result } = tried;
  const isFaulty = Object.keys(tried.fields).length > 0;
  return (
    <div aria-busy={trying} className="grid gap-3">
      <div role="status" className="text-sm">
        {tried.status === "idle" && <p className="text-muted">Trying the rules on the newest event…</p>}
        {tried.message && <p className="text-muted">No preview: {tried.message}</p>}
        {isFaulty && <p className="text-muted">No preview until what is marked above is corrected.</p>}
        {result === null && <p className="text-muted">There is no event yet to try the rules on.</p>}
        {result && <Summary result={result} />}
      </div>
      {result && result.changes.length > 0 && <Changes changes={result.changes} />}
      {result && result.more > 0 && (
        <p className="text-sm text-muted">and {counted(result.more, "more change")}</p>
      )}
    </div>
  );
}

function Summary({ result }: { result: Result }) {
  const count = result.changes.length + result.more;
  return (
    <>
      <p className="font-medium">
        {count === 0
          ? "Nothing in the newest event would change."
          : `${counted(count, "value")} would change.`}
      </p>
      <p className="text-muted">
        Tried on event <span className="font-mono">{result.eventId.slice(0, 8)}</span>,{" "}
        <Time at={result.timestamp} />.
        {result.already > 0 &&
          ` ${counted(result.already, "value")} in it had been scrubbed before it was stored.`}
      </p>
    </>
  );
}

function Changes({ changes }: { changes: Result["changes"] }) {
  return (
    <ul aria-label="Values that would change" className="grid text-sm">
      {changes.map((change, index) => (
        <li key={index} className="grid gap-1 border-b py-2 last:border-b-0">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Untrusted text={change.path} className="min-w-0 font-mono text-muted" />
            <span className="text-muted">{change.rules.join(", ")}</span>
          </span>
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 font-mono">
            <del className="min-w-0 text-muted">
              <Untrusted text={change.before} />
            </del>
            <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 text-muted" />
            <ins className="min-w-0 no-underline">
              {change.after === null || change.after === "" ? (
                <span className="font-sans text-muted">{change.after === null ? "nothing" : "empty"}</span>
              ) : (
                <Untrusted text={change.after} />
              )}
            </ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
