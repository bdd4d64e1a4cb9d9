// The crash-report dialog that an SDK's showReportDialog asks for: its script, and what people write into it.
import { attemptLimit } from "#lib/accounts/attempt-limit.ts";
import { EventId } from "#lib/envelope/envelope.ts";
import { parseDsn } from "#lib/envelope/dsn.ts";
import { env } from "#lib/env.ts";
import { RequestError } from "#lib/errors.ts";
import { checkUserReport, USER_REPORT_LIMITS } from "#lib/feedback/user-report-input.ts";
import { admit } from "#lib/ingest/authenticate.ts";
import { senderIp } from "#lib/ingest/client-ip.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { dialogScript } from "#lib/ingest/embed/dialog-script.ts";
import { languageOf, type DialogTexts } from "#lib/ingest/embed/dialog-texts.ts";
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";
import type { IngestHandler, IngestRequest } from "#lib/ingest/http.ts";
import { jsonItem } from "#lib/ingest/json-item.ts";
import { mediaType, readBody, readJsonBody } from "#lib/ingest/read-body.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";

const MAX_BODY_BYTES = 64 * 1024;
const MAX_TEXT = 500;
const PATH = "/api/embed/error-page/";

// Of one address. Whoever meets so many errors in a minute describes few of them.
const MOST_REPORTS = 20;
const MINUTE_MS = 60_000;
const reports = attemptLimit(MOST_REPORTS, MINUTE_MS);

/** @throws RequestError 429. */
function refuseFlood({ remoteAddress, header }: IngestRequest): void {
  const ip = senderIp(remoteAddress, header);
  const wait = ip === null ? 0 : reports.attempt(ip);
  if (wait === 0) return;
  const headers = { "retry-after": String(Math.ceil(wait / 1_000)) };
  throw new RequestError(429, "too many reports", { headers });
}

/** The key that the page's DSN names. @throws RequestError 404 for one that is none or not in use. */
async function keyOf(query: URLSearchParams): Promise<ProjectKey> {
  const dsn = parseDsn(query.get("dsn") ?? "");
  const unknown = new RequestError(404, "unknown dsn");
  if (!dsn) throw unknown;
  try {
    return await admit(dsn.publicKey, String(dsn.projectId));
  } catch (error) {
    if (error instanceof RequestError && error.status < 500) throw unknown;
    throw error;
  }
}

/** @throws RequestError 400. */
function eventIdOf(query: URLSearchParams): string {
  const id = EventId.safeParse(query.get("eventId") ?? "");
  if (!id.success) throw new RequestError(400, "invalid eventId");
  return id.data;
}

/** The page's own words, each where it gives any. */
function textsOf(query: URLSearchParams, given: DialogTexts): DialogTexts {
  const text = (name: keyof DialogTexts) => query.get(name)?.slice(0, MAX_TEXT) ?? given[name];
  return {
    title: text("title"),
    subtitle: text("subtitle"),
    subtitle2: text("subtitle2"),
    labelName: text("labelName"),
    labelEmail: text("labelEmail"),
    labelComments: text("labelComments"),
    labelClose: text("labelClose"),
    labelSubmit: text("labelSubmit"),
    errorGeneric: text("errorGeneric"),
    errorFormEntry: text("errorFormEntry"),
    successMessage: text("successMessage"),
  };
}

/** The fields of a form, urlencoded or multipart, or of a JSON object. @throws RequestError 400, 413. */
async function readFields(request: IngestRequest): Promise<unknown> {
  if (mediaType(request) === "application/json") return readJsonBody(request, MAX_BODY_BYTES);
  const bytes = new Uint8Array(await readBody(request, MAX_BODY_BYTES));
  const type = request.header("content-type") ?? "";
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return Object.fromEntries(form);
  } catch {
    throw new RequestError(400, "the body is not a form");
  }
}

const serve = ingestEndpoint({
  GET: async ({ query }) => {
    eventIdOf(query);
    await keyOf(query);
    const { lang, texts } = languageOf(query.get("lang") ?? "");
    const body = dialogScript({
      lang,
      texts: textsOf(query, texts),
      name: (query.get("name") ?? "").slice(0, USER_REPORT_LIMITS.name),
      email: (query.get("email") ?? "").slice(0, USER_REPORT_LIMITS.email),
      limits: USER_REPORT_LIMITS,
      endpoint: `${env().baseUrl}${PATH}?${query.toString()}`,
    });
    // It holds a name and an address.
    const headers = {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "private, no-store",
    };
    return { headers, body };
  },
  POST: async (request) => {
    const receivedAt = new Date();
    refuseFlood(request);
    const eventId = eventIdOf(request.query);
    const key = await keyOf(request.query);
    return countingRefusals(key.projectId, "feedback", async () => {
      const { messages } = languageOf(request.query.get("lang") ?? "");
      const read = checkUserReport(await readFields(request), messages);
      if ("problems" in read) return { status: 400, body: { errors: read.problems } };
      const item = jsonItem("user_report", { event_id: eventId, ...read.report });
      const sender = { key, request, receivedAt, sdkClient: null };
      const reply = replyTo(await submit({ header: { event_id: eventId }, items: [item] }, sender));
      return { ...reply, body: {} };
    });
  },
});

/** Serves `GET` and `POST /api/embed/error-page/?dsn=…&eventId=…`. */
export const acceptErrorPage: IngestHandler = async (request) => {
  const response = await serve(request);
  const origin = request.header("origin");
  const headers = { ...response.headers, vary: "Accept, Origin" };
  return {
    ...response,
    headers: origin === null ? headers : { ...headers, "access-control-allow-origin": origin },
  };
};
