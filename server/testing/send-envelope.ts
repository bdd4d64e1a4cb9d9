// Envelopes as SDKs write them, through the door of a visitor at 198.51.100.7.
import type { Cast } from "#server/testing/cast.ts";
import { envelopeOf, type SentItem } from "#server/testing/envelopes.ts";
import { knock } from "#server/testing/knock.ts";

/** Posts the items with the key of the cast's project. @returns the answer; `headers` are the answer's. */
export const sendEnvelope = (
  { web, publicKey }: Cast,
  header: object,
  items: readonly SentItem[],
  headers: Record<string, string> = {},
) =>
  knock(`/api/${web.projectId}/envelope/?sentry_key=${publicKey}&sentry_version=7`, {
    headers,
    body: envelopeOf(header, items),
  });

/** One item; an object is sent as JSON. */
export const item = (type: string, payload: SentItem["payload"], header: object = {}): SentItem => ({
  header: { type, ...header },
  payload,
});

/** A list of many in one item. */
export const container = (
  type: "span" | "log" | "trace_metric",
  items: readonly object[],
  count = items.length,
): SentItem => {
  const kind = { span: "span.v2", log: "log", trace_metric: "trace-metric" }[type];
  const header = { item_count: count, content_type: `application/vnd.sentry.items.${kind}+json` };
  return item(type, { version: 2, items }, header);
};
