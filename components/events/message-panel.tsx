import { KeyValues } from "#components/events/key-values.tsx";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Event } from "#lib/events/event.ts";

/** The message of an event, with what went into its template. */
export function MessagePanel({ message }: { message: NonNullable<Event["message"]> }) {
  const hasTemplate = message.template !== undefined && message.template !== message.formatted;
  return (
    <Section title="Message" id="message">
      <p className="max-h-80 overflow-y-auto rounded-md border bg-surface px-3 py-2.5 font-mono text-sm">
        <Untrusted text={message.formatted} className="whitespace-pre-wrap" />
      </p>
      {hasTemplate && (
        <div className="mt-2">
          <KeyValues
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
