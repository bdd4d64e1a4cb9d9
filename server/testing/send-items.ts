// Items posted to the real door, for tests of what they become.
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import type { Cast } from "#server/testing/cast.ts";

/** An item: its header and its payload, an object as JSON. */
export type SentItem = [header: { type: string; [key: string]: unknown }, payload: unknown];

/** Posts one envelope to the cast's project. @returns the status of the answer. */
export async function sendItems(
  cast: Cast,
  items: readonly SentItem[],
  header: object = {},
): Promise<number> {
  const lines = items.flatMap(([itemHeader, payload]) => [
    JSON.stringify(itemHeader),
    typeof payload === "string" ? payload : JSON.stringify(payload),
  ]);
  const body = Buffer.from(`${[JSON.stringify(header), ...lines].join("\n")}\n`);
  const response = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey, sentry_version: "7" }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield body;
    })(),
  });
  return response.status ?? 200;
}
