"use client";

import { type ReactNode, useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";

type Props = {
  label: string;
  /** Newest first, already rendered. */
  runs: { key: string; node: ReactNode }[];
  raw: string;
  headline: ReactNode;
};

/** A stack with its switches: newest or oldest first, or as plain text. */
export function StackView({ label, runs, raw, headline }: Props) {
  const [view, setView] = useState<"newest" | "oldest" | "raw">("newest");
  const ordered = view === "oldest" ? runs.toReversed() : runs;
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        {headline}
        <div className="flex items-center gap-2">
          <SegmentedControl
            label={`Show ${label}`}
            value={view}
            onChange={setView}
            options={[
              { value: "newest", label: "Newest" },
              { value: "oldest", label: "Oldest" },
              { value: "raw", label: "Raw" },
            ]}
          />
          <CopyButton value={raw} label="Copy stack trace" />
        </div>
      </div>
      {view === "raw" ? (
        <pre
          tabIndex={0}
          aria-label={`${label} as text`}
          className="max-h-[40rem] overflow-auto rounded-md border bg-sunken px-3 py-2.5 font-mono text-sm"
        >
          {raw}
        </pre>
      ) : (
        <ol aria-label={label} className="divide-y overflow-hidden rounded-md border bg-surface">
          {ordered.map((run) => (
            <li key={run.key}>{run.node}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
