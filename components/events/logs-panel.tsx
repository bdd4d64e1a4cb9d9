import { Untrusted } from "#components/events/untrusted.tsx";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { Section } from "#components/ui/section.tsx";
import { offsetText } from "#components/events/offset-text.ts";
import type { Log } from "#lib/logs/log-row.ts";

type Shown = Pick<Log, "id" | "us" | "level" | "body">;
type Props = { logs: readonly Shown[]; eventAt: number };

const LEVELS = {
  trace: "debug",
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
  fatal: "fatal",
} as const;

/** What the same trace wrote around the event; nothing when it wrote nothing. */
export function LogsPanel({ logs, eventAt }: Props) {
  if (logs.length === 0) return null;
  return (
    <Section title="Logs of its trace" description="Oldest first, with the time to the event." id="logs">
      <ol className="divide-y border-y text-sm">
        {logs.map(({ id, us, level, body }) => (
          <li key={id} className="grid grid-cols-[auto_4.5rem_1fr] items-baseline gap-x-3 py-1.5">
            <LevelMark level={LEVELS[level]} />
            <span className="text-right text-muted tabular-nums">{offsetText(us / 1000 - eventAt)}</span>
            <Untrusted text={body} className="font-mono text-xs break-words whitespace-pre-wrap" />
          </li>
        ))}
      </ol>
    </Section>
  );
}
