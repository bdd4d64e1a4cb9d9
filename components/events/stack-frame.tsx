import { ChevronRight } from "lucide-react";
import { KeyValues } from "#components/events/key-values.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { SourceContext } from "#components/events/source-context.tsx";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Frame } from "#lib/events/event.ts";

type Props = { frame: Frame; platform: string; open: boolean; marks?: RemarksAt };

/** One call: where it stood, its source and its local variables. */
export function StackFrame({ frame, platform, open, marks }: Props) {
  const vars = Object.entries(frame.vars ?? {});
  const hasSource = frame.contextLine !== undefined;
  if (!hasSource && vars.length === 0)
    return (
      <div className="flex min-h-9 items-center gap-1.5 px-3 py-1.5">
        <span className="size-4 shrink-0" />
        <FrameLine frame={frame} />
      </div>
    );
  return (
    <details open={open} className="group/frame">
      <summary className="flex min-h-9 list-none items-center gap-1.5 px-3 py-1.5 -outline-offset-2 hover:bg-hover">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open/frame:rotate-90"
        />
        <FrameLine frame={frame} />
      </summary>
      {hasSource && <SourceContext frame={frame} platform={platform} />}
      {vars.length > 0 && (
        <details className="border-t px-3" open={open}>
          <summary className="flex min-h-8 items-center text-sm text-muted hover:text-ink">
            Local variables ({vars.length})
          </summary>
          <div
            className="max-h-96 overflow-y-auto pb-2 pl-4"
            tabIndex={0}
            role="group"
            aria-label="Local variables"
          >
            <KeyValues entries={vars} marks={marks?.at("vars")} />
          </div>
        </details>
      )}
    </details>
  );
}

const LONGEST = 90;

/** Its two ends, which say the most: where it lives, and its own name. */
const middleCut = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST / 3)}…${text.slice((-LONGEST * 2) / 3)}` : text;

function FrameLine({ frame }: { frame: Frame }) {
  const file = frame.filename ?? frame.module ?? frame.package ?? frame.absPath ?? "unknown file";
  const line = frame.line === undefined ? "" : `:${frame.line}`;
  const column = frame.line === undefined || frame.column === undefined ? "" : `:${frame.column}`;
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2 text-sm">
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span title={frame.absPath ?? file} className="min-w-0 font-mono">
          <Untrusted text={middleCut(file)} className={frame.inApp ? "font-medium" : "text-muted"} />
          <span className="text-muted tabular-nums">
            {line}
            {column}
          </span>
        </span>
        <span title={frame.function} className={cn("min-w-0 text-muted", !frame.function && "hidden")}>
          in{" "}
          <Untrusted
            text={middleCut(frame.function ?? "")}
            className={cn("font-mono", frame.inApp && "text-ink")}
          />
        </span>
      </span>
      {frame.inApp && (
        <Badge tone="neutral" className="shrink-0">
          In app
        </Badge>
      )}
    </span>
  );
}
