// In: one event, as SDKs sent it before there were envelopes. Out: 200 with its id, once it is in the journal.
import { EventId } from "#lib/envelope/envelope.ts";
import { itemType } from "#lib/envelope/item-types.ts";
import { RequestError } from "#lib/errors.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { receiveEnvelope } from "#lib/ingest/accept-envelope.ts";
import { admitRequest, projectInPath, requestCredentials } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { decodeStoreBody, replaceNonFinite } from "#lib/ingest/decode-store-body.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { mediaType, readBody } from "#lib/ingest/read-body.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";

const MAX_EVENT_BYTES = itemType("event").maxBytes;
// Base64 makes four bytes of three.
const MAX_BODY_BYTES = Math.ceil(MAX_EVENT_BYTES / 3) * 4 + 1024;
// Python's JSON module writes NaN and Infinity, which are no JSON.
const WRITES_NON_FINITE = /^(?:raven-python|sentry-python)\//;
const OWN_ITEM_TYPES = new Set(["transaction", "feedback"]);

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** `/api/store/` has no project in its path. */
const projectOf = ({ path }: IngestRequest) => (path.startsWith("/api/store") ? null : projectInPath(path));

function parse(json: Uint8Array): { type: unknown; event_id?: unknown } {
  try {
    const { type, event_id } = parseEventJson(json);
    return { type, event_id };
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    throw new RequestError(error.reason === "too_large" ? 413 : 400, "invalid event", {
      causes: [error.message],
    });
  }
}

function headerOf(eventId: unknown): { event_id?: string } {
  if (eventId === undefined || eventId === null) return {};
  const id = EventId.safeParse(eventId);
  if (!id.success) throw new RequestError(400, "invalid event", { causes: ["event_id is no UUID"] });
  return { event_id: id.data };
}

async function receiveEvent(request: IngestRequest, readEncoded: () => Promise<Uint8Array>): Promise<Reply> {
  const receivedAt = new Date();
  const { key, sdkClient } = await admitRequest(request, projectOf(request));
  return countingRefusals(key.projectId, "error", async () => {
    const json = decodeStoreBody(await readEncoded(), MAX_EVENT_BYTES);
    const client = sdkClient ?? request.header("user-agent") ?? "";
    const payload = WRITES_NON_FINITE.test(client) ? replaceNonFinite(json) : json;
    const { type, event_id } = parse(payload);
    const item = typeof type === "string" && OWN_ITEM_TYPES.has(type) ? type : "event";
    const envelope = { header: headerOf(event_id), items: [{ header: { type: item }, payload }] };
    return replyTo(await submit(envelope, { key, request, receivedAt, sdkClient }));
  });
}

/** Serves `/api/{project}/store/` and `/api/store/`: POST with a body, GET with `?sentry_data=` for old browsers. */
export const acceptStore = ingestEndpoint({
  POST: async (request) => {
    if (mediaType(request) !== "application/x-sentry-envelope")
      return receiveEvent(request, () => readBody(request, MAX_BODY_BYTES));
    return receiveEnvelope(request, {
      project: projectOf(request),
      credentials: requestCredentials(request),
    });
  },
  GET: async (request) => {
    // A plus sign that was not percent-encoded arrives as a space.
    const data = (request.query.get("sentry_data") ?? "").replaceAll(" ", "+");
    const { status, headers } = await receiveEvent(request, () => Promise.resolve(Buffer.from(data)));
    return { status, headers: { ...headers, "content-type": "image/gif" }, body: PIXEL };
  },
});
