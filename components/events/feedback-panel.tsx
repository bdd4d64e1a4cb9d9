import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Feedback } from "#lib/feedback/queries.ts";

type Shown = Pick<Feedback, "id" | "message" | "name" | "email" | "timestamp">;

/** What people wrote about this event; nothing when nobody did. */
export function FeedbackPanel({ feedback }: { feedback: readonly Shown[] }) {
  if (feedback.length === 0) return null;
  return (
    <Section title="User feedback" id="feedback">
      <ul className="flex flex-col gap-3">
        {feedback.map((one) => (
          <li key={one.id.toString()} className="rounded-md border bg-surface px-3 py-2.5">
            <p className="mb-1 flex flex-wrap items-baseline gap-x-2 text-sm">
              <Author name={one.name} email={one.email} />
              <Time at={one.timestamp} className="text-muted" />
            </p>
            <Message text={one.message} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const LONG_CHARS = 400;
const LONG_LINES = 8;

/** A long message scrolls in its place, by keyboard too. */
function Message({ text }: { text: string }) {
  const words = <Untrusted text={text} className="whitespace-pre-wrap" />;
  if (text.length <= LONG_CHARS && text.split("\n").length <= LONG_LINES) return <p>{words}</p>;
  return (
    <div role="group" aria-label="Message" tabIndex={0} className="max-h-60 overflow-y-auto rounded-sm">
      <p>{words}</p>
    </div>
  );
}

function Author({ name, email }: Pick<Shown, "name" | "email">) {
  const who = name || email;
  if (who === "") return <span className="font-medium">Anonymous</span>;
  return (
    <>
      <Untrusted text={who} className="font-medium" />
      {name !== "" && email !== "" && <Untrusted text={email} className="text-muted" />}
    </>
  );
}
