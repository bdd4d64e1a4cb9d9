import { StackTrace } from "#components/events/stack-trace.tsx";
import { ThreadsView } from "#components/events/threads-view.tsx";
import { traceText } from "#components/events/trace-text.ts";
import { Section } from "#components/ui/section.tsx";
import type { Thread } from "#lib/events/event.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const MAX_THREADS = 100;

/** What every thread was doing; the one that crashed stands first in sight. */
export function ThreadsPanel({ threads, platform }: { threads: Thread[]; platform: string }) {
  if (threads.length === 0) return null;
  const shown = threads.slice(0, MAX_THREADS);
  const crashed = shown.findIndex((thread) => thread.crashed);
  const current = shown.findIndex((thread) => thread.current);
  return (
    <Section title="Threads" id="threads">
      <ThreadsView
        initial={Math.max(0, crashed === -1 ? current : crashed)}
        threads={shown.map((thread, index) => ({
          key: `${index}-${thread.id ?? ""}`,
          label: labelOf(thread),
          node: <ThreadStack thread={thread} platform={platform} />,
        }))}
      />
    </Section>
  );
}

function labelOf(thread: Thread): string {
  const marks = [
    thread.crashed && "crashed",
    thread.current && "current",
    thread.main && "main",
    thread.state,
  ];
  const noted = marks.filter(Boolean).join(", ");
  const name = untrustedText(thread.name ?? "Unnamed thread", 80);
  return `${name}${thread.id ? ` #${untrustedText(thread.id, 20)}` : ""}${noted ? ` (${noted})` : ""}`;
}

function ThreadStack({ thread, platform }: { thread: Thread; platform: string }) {
  if (!thread.stacktrace?.frames.length)
    return <p className="text-sm text-muted">The SDK sent no stack for this thread.</p>;
  const raw = traceText([{ type: labelOf(thread), value: "", stacktrace: thread.stacktrace }], platform);
  return (
    <StackTrace
      stacktrace={thread.stacktrace}
      platform={platform}
      raw={raw}
      label="Stack of the thread"
      headline={<span />}
    />
  );
}
