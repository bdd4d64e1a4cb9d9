import { KeyValues } from "#components/events/key-values.tsx";
import { isRedacted, RedactedText } from "#components/events/redacted.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Event } from "#lib/events/event.ts";

const MARK_KEYS = new Map([
  ["Template", "message"],
  ["Parameters", "params"],
]);

type Props = { message: NonNullable<Event["message"]>; marks: RemarksAt };

/** The message of an event, with what went into its template. */
export function MessagePanel({ message, marks }: Props) {
  const hasTemplate = message.template !== undefined && message.template !== message.formatted;
  return (
    <Section title="Message" id="message">
      <p className="max-h-80 overflow-y-auto rounded-md border bg-surface px-3 py-2.5 font-mono text-sm">
        {isRedacted(message.formatted) ? (
          <span className="whitespace-pre-wrap">
            <RedactedText text={message.formatted} remarks={marks.at("formatted").here} />
          </span>
        ) : (
          <Untrusted text={message.formatted} className="whitespace-pre-wrap" />
        )}
      </p>
      {hasTemplate && (
        <div className="mt-2">
          <KeyValues
            marks={marks}
            markKeys={MARK_KEYS}
            entries={[
              ["Template", message.template],
              ["Parameters", message.params],
            ]}
          />
        </div>
      )}
    </Section>
  );
}
