import { CircleAlert } from "lucide-react";

/** What is wrong with a search; `at` and `length` count characters of it. */
export type Fault = { message: string; at: number; length: number };

const AROUND = 40;

/** The search again, with the place marked that cannot be read. */
export function SearchFault({ query, fault }: { query: string; fault: Fault }) {
  const from = Math.max(0, fault.at - AROUND);
  const end = fault.at + Math.max(1, fault.length);
  const wrong = query.slice(fault.at, end);
  return (
    <div role="alert" className="flex items-start gap-1.5 rounded-lg border px-3 py-2 text-sm text-error">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p>{fault.message}</p>
        <p className="truncate font-mono text-xs text-muted" aria-hidden>
          {from > 0 && "…"}
          <bdi>{query.slice(from, fault.at)}</bdi>
          <mark className="rounded-sm bg-transparent text-error underline decoration-wavy underline-offset-4">
            {wrong === "" ? "\u00a0\u00a0" : wrong}
          </mark>
          <bdi>{query.slice(end, end + AROUND)}</bdi>
        </p>
      </div>
    </div>
  );
}
