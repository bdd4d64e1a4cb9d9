// In: OpenTelemetry's traces or logs, JSON or protobuf. Out: 202, once their spans or logs are in the journal.
import protobuf from "protobufjs";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { RequestError } from "#lib/errors.ts";
import { admitRequest } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { toContainers, type Conversion } from "#lib/ingest/otlp/containers.ts";
import { jsonGroups, protobufGroups, type Group, type Signal } from "#lib/ingest/otlp/groups.ts";
import { mediaType, readBody, unsupportedType } from "#lib/ingest/read-body.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";
import { countOutcome } from "#lib/outcomes/count-outcome.ts";

const MAX_BODY_BYTES = 8 * 1024 * 1024;
const JSON_TYPE = "application/json";
const PROTOBUF_TYPE = "application/x-protobuf";
const PROTOBUF_TYPES = new Set([PROTOBUF_TYPE, "application/protobuf"]);
const CATEGORIES = { traces: "span", logs: "log_item" } as const;
const REJECTED = { traces: "rejectedSpans", logs: "rejectedLogRecords" } as const;

type Encoding = "json" | "protobuf";

function encodingOf(request: IngestRequest): Encoding {
  const type = mediaType(request);
  if (type === JSON_TYPE) return "json";
  if (PROTOBUF_TYPES.has(type)) return "protobuf";
  throw unsupportedType(JSON_TYPE, PROTOBUF_TYPE);
}

function groupsOf(signal: Signal, encoding: Encoding, body: Uint8Array): Iterable<Group> {
  // An empty request is a legal message of protobuf, and zero bytes of JSON are none.
  return encoding === "json" ? jsonGroups(signal, parseEventJson(body)) : protobufGroups(signal, body);
}

function convert(signal: Signal, encoding: Encoding, body: Uint8Array): Conversion {
  try {
    return toContainers(signal, groupsOf(signal, encoding, body));
  } catch (error) {
    // What input cannot cause.
    if (error instanceof TypeError) throw error;
    const isTooLarge = error instanceof InvalidEvent && error.reason === "too_large";
    if (isTooLarge)
      throw new RequestError(413, "the request exceeds a size limit", { causes: [error.message] });
    throw new RequestError(400, "invalid OTLP request", { causes: [`it is not ${signal} in ${encoding}`] });
  }
}

/** OTLP's answer: empty, or how many records were not taken and why. */
function answerBody(signal: Signal, encoding: Encoding, rejected: number): object | Uint8Array {
  const errorMessage = "records without ids or times, or more than one request may hold";
  if (encoding === "json")
    return rejected === 0 ? {} : { partialSuccess: { [REJECTED[signal]]: String(rejected), errorMessage } };
  if (rejected === 0) return new Uint8Array();
  const writer = protobuf.Writer.create();
  // partial_success = 1 {rejected = 1, error_message = 2}, alike in both signals.
  return writer.uint32(10).fork().uint32(8).int64(rejected).uint32(18).string(errorMessage).ldelim().finish();
}

async function receive(signal: Signal, request: IngestRequest): Promise<Reply> {
  const receivedAt = new Date();
  const { key, sdkClient } = await admitRequest(request);
  const { projectId } = key;
  const category = CATEGORIES[signal];
  return countingRefusals(projectId, category, async () => {
    const encoding = encodingOf(request);
    const { items, invalid, tooMany } = convert(signal, encoding, await readBody(request, MAX_BODY_BYTES));
    const submission = await submit({ header: {}, items }, { key, request, receivedAt, sdkClient });
    const refused = { projectId, category, outcome: "invalid" } as const;
    if (invalid > 0) countOutcome({ ...refused, reason: "invalid_otlp", quantity: invalid });
    if (tooMany > 0) countOutcome({ ...refused, reason: "too_large", quantity: tooMany });
    const { status, headers } = replyTo(submission);
    return {
      status: status === 429 ? 429 : 202,
      headers: { ...headers, ...(encoding === "protobuf" && { "content-type": PROTOBUF_TYPE }) },
      body: answerBody(signal, encoding, invalid + tooMany),
    };
  });
}

/** Serves `POST /api/{project}/integration/otlp/v1/traces` and its alias without `integration`. */
export const acceptOtlpTraces = ingestEndpoint({ POST: (request) => receive("traces", request) });

/** Serves `POST /api/{project}/integration/otlp/v1/logs` and its alias without `integration`. */
export const acceptOtlpLogs = ingestEndpoint({ POST: (request) => receive("logs", request) });
