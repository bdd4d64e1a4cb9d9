import { curlCommand, fullUrl } from "#components/events/curl-command.ts";
import { KeyValues } from "#components/events/key-values.tsx";
import { LongValue } from "#components/events/long-value.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Json, RequestData } from "#lib/events/event.ts";

/** The HTTP request during which it happened. */
export function RequestPanel({ request }: { request: RequestData }) {
  const curl = curlCommand(request);
  return (
    <Section
      title="Request"
      id="request"
      actions={curl && <CopyButton icon={false} variant="secondary" value={curl} label="Copy as curl" />}
    >
      {request.url !== undefined && (
        <p className="mb-2 flex min-w-0 gap-2 font-mono text-sm">
          <span className="font-semibold">{request.method ?? "GET"}</span>
          <span className="min-w-0">
            <LongValue value={fullUrl(request)} label="URL" />
          </span>
        </p>
      )}
      <Part title="Query" entries={request.query ?? []} open />
      <Part title="Body" entries={bodyEntries(request.data)} open />
      <Part title="Headers" entries={request.headers ?? []} />
      <Part title="Cookies" entries={request.cookies ?? []} />
      <Part title="Environment" entries={Object.entries(request.env ?? {})} />
    </Section>
  );
}

function bodyEntries(data: Json | undefined): [string, Json][] {
  if (data === undefined || data === null) return [];
  return typeof data === "object" && !Array.isArray(data) ? Object.entries(data) : [["body", data]];
}

type PartProps = { title: string; entries: readonly (readonly [string, Json])[]; open?: boolean };

function Part({ title, entries, open = false }: PartProps) {
  if (entries.length === 0) return null;
  return (
    <Disclosure summary={`${title} (${entries.length})`} open={open} className="text-sm">
      <div className="pb-2 pl-5.5">
        <KeyValues entries={entries} />
      </div>
    </Disclosure>
  );
}
