// Envelopes through the front door, and what the Web API says of them.
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { createUserToken } from "#lib/accounts/create-token.ts";
import type { Handler } from "#lib/api/endpoint.ts";
import { db } from "#lib/db.ts";
import type { Cast, Person } from "#server/testing/cast.ts";

export type SentItem = { header: Record<string, unknown>; payload: string | Uint8Array | object };

const bytesOf = (payload: SentItem["payload"]): Uint8Array => {
  if (payload instanceof Uint8Array) return payload;
  return Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
};

/** The bytes of an envelope; every item says its length. */
export function envelopeOf(header: object, items: readonly SentItem[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(`${JSON.stringify(header)}\n`)];
  for (const item of items) {
    const payload = bytesOf(item.payload);
    parts.push(Buffer.from(`${JSON.stringify({ ...item.header, length: payload.byteLength })}\n`));
    parts.push(payload, Buffer.from("\n"));
  }
  return Buffer.concat(parts);
}

/** Posts an envelope with the key of the cast's project. @returns the status. */
export async function postEnvelope(
  cast: Cast,
  header: object,
  items: readonly SentItem[],
  headers: Record<string, string> = {},
): Promise<number> {
  const body = envelopeOf(header, items);
  const response = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey, sentry_version: "7" }),
    header: (name) => headers[name] ?? null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
    })(),
  });
  return response.status;
}

/** Asks a route of the Web API as this person. */
export async function askApi(
  person: Person,
  handler: Handler,
  path: string,
  params: Record<string, string>,
): Promise<Response> {
  const { token } = await createUserToken(person.userId, {
    name: "test",
    scopes: ["org:read", "project:read"],
  });
  const request = new Request(`http://debrief.test${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** Outcomes as "category outcome:reason=quantity", in order. */
export async function countedOutcomes(): Promise<string[]> {
  const rows = await db().outcome.findMany({
    orderBy: [{ category: "asc" }, { outcome: "asc" }, { reason: "asc" }],
  });
  return rows.map(
    ({ category, outcome, reason, quantity }) =>
      `${category} ${outcome}${reason && `:${reason}`}=${quantity}`,
  );
}
