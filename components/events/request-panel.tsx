import { curlCommand, fullUrl } from "#components/events/curl-command.ts";
import { KeyValues } from "#components/events/key-values.tsx";
import { LongValue } from "#components/events/long-value.tsx";
import { isRedacted, RedactedText } from "#components/events/redacted.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Json, RequestData } from "#lib/events/event.ts";

/** The HTTP request during which it happened. */
export function RequestPanel({ request, marks }: { request: RequestData; marks: RemarksAt }) {
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
            <Address url={fullUrl(request)} marks={marks} />
          </span>
        </p>
      )}
      <Part title="Query" entries={request.query ?? []} marks={marks.at("query_string")} open />
      <Part title="Body" entries={bodyEntries(request.data)} marks={marks.at("data")} open />
      <Part title="Headers" entries={request.headers ?? []} marks={marks.at("headers")} />
      <Part title="Cookies" entries={request.cookies ?? []} marks={marks.at("cookies")} />
      <Part title="Environment" entries={Object.entries(request.env ?? {})} marks={marks.at("env")} />
    </Section>
  );
}

function bodyEntries(data: Json | undefined): [string, Json][] {
  if (data === undefined || data === null) return [];
  return typeof data === "object" && !Array.isArray(data) ? Object.entries(data) : [["body", data]];
}

// Parts of a query are written as URLs write them; a mark of ours is to be read.
const ENCODED_MARK = /%5BFiltered%5D/gi;

function Address({ url: given, marks }: { url: string; marks: RemarksAt }) {
  const url = given.replaceAll(ENCODED_MARK, "[Filtered]");
  if (!isRedacted(url)) return <LongValue value={url} label="URL" />;
  return <RedactedText text={url} remarks={marks.at("url").here} />;
}

type PartProps = {
  title: string;
  entries: readonly (readonly [string, Json])[];
  marks: RemarksAt;
  open?: boolean;
};

function Part({ title, entries, marks, open = false }: PartProps) {
  if (entries.length === 0) return null;
  return (
    <Disclosure summary={`${title} (${entries.length})`} open={open} className="text-sm">
      <div className="pb-2 pl-5.5">
        <KeyValues entries={entries} marks={marks} />
      </div>
    </Disclosure>
  );
}
