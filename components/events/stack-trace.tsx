import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { foldFrames, type FrameRun } from "#components/events/fold-frames.ts";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { StackFrame } from "#components/events/stack-frame.tsx";
import { StackView } from "#components/events/stack-view.tsx";
import type { Stacktrace } from "#lib/events/event.ts";
import { counted } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  stacktrace: Stacktrace;
  platform: string;
  raw: string;
  label: string;
  headline: ReactNode;
  /** Remarks about what holds the stack trace. */
  marks?: RemarksAt;
};

// Beyond this many app frames (recursion, mostly) the others start closed.
const MAX_OPEN = 6;
const LONGEST_RAW = 200_000;

/** Frames from where it happened outward; app frames open, library frames folded. */
export function StackTrace({ stacktrace, platform, raw, label, headline, marks }: Props) {
  const frames = marks?.at("stacktrace.frames");
  const runs = foldFrames(stacktrace.frames).toReversed();
  let opened = 0;
  const nodes = runs.map((run) => {
    const open = run.kind === "frame" && opened++ < MAX_OPEN;
    return { key: keyOf(run), node: <Run run={run} platform={platform} open={open} marks={frames} /> };
  });
  return <StackView label={label} headline={headline} raw={untrustedText(raw, LONGEST_RAW)} runs={nodes} />;
}

const keyOf = (run: FrameRun) => `${run.kind}-${run.kind === "frame" ? run.index : run.frames[0]?.index}`;

type RunProps = { run: FrameRun; platform: string; open: boolean; marks?: RemarksAt };

function Run({ run, platform, open, marks }: RunProps) {
  const of = (index: number) => marks?.at(String(index));
  if (run.kind === "frame")
    return <StackFrame frame={run.frame} platform={platform} open={open} marks={of(run.index)} />;
  return (
    <details className="group/run bg-sunken/60">
      <summary className="flex min-h-8 list-none items-center gap-1.5 px-3 text-sm text-muted -outline-offset-2 hover:text-ink">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open/run:rotate-90" />
        {counted(run.frames.length, "library frame")}
      </summary>
      <ol className="divide-y border-t">
        {run.frames.toReversed().map(({ frame, index }) => (
          <li key={index}>
            <StackFrame frame={frame} platform={platform} open={false} marks={of(index)} />
          </li>
        ))}
      </ol>
    </details>
  );
}
