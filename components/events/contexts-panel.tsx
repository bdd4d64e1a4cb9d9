import { KeyValues } from "#components/events/key-values.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Json } from "#lib/events/event.ts";

type Props = {
  contexts: Record<string, Record<string, Json>>;
  extra: Record<string, Json>;
  /** Of the whole event. */
  marks: RemarksAt;
};

// A map, because a sender chooses the names: an object would answer to "constructor".
const TITLES = new Map(
  Object.entries({
    app: "App",
    browser: "Browser",
    cloud_resource: "Cloud",
    client_os: "Client system",
    csp: "Content Security Policy",
    culture: "Culture",
    device: "Device",
    gpu: "GPU",
    os: "Operating system",
    response: "Response",
    runtime: "Runtime",
    state: "State",
    trace: "Trace",
  }),
);

/** What surrounded it: device, system, runtime, and whatever else the app attached. */
export function ContextsPanel({ contexts, extra, marks }: Props) {
  // Flags have a table of their own.
  const shown = Object.entries(contexts).filter(
    ([name, values]) => name !== "flags" && Object.keys(values).length,
  );
  const more = Object.entries(extra);
  if (shown.length === 0 && more.length === 0) return null;
  return (
    <Section title="Contexts" id="contexts">
      <div className="@container">
        <div className="columns-1 gap-8 @4xl:columns-2">
          {shown.map(([name, values]) => (
            <Context
              key={name}
              name={TITLES.get(name) ?? name}
              entries={Object.entries(values)}
              marks={marks.at("contexts").at(name)}
            />
          ))}
          {more.length > 0 && <Context name="Additional data" entries={more} marks={marks.at("extra")} />}
        </div>
      </div>
    </Section>
  );
}

type ContextProps = { name: string; entries: [string, Json][]; marks: RemarksAt };

function Context({ name, entries, marks }: ContextProps) {
  return (
    <div className="mb-4 break-inside-avoid-column">
      <h3 className="mb-0.5 text-sm font-semibold">
        <Untrusted text={name} />
      </h3>
      <KeyValues entries={entries.filter(([key]) => key !== "type")} marks={marks} />
    </div>
  );
}
