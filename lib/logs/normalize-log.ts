// One log of a container becomes a row of `logs`.
import { createHash } from "node:crypto";
import { isObject } from "#lib/events/bound-json.ts";
import type { Wire } from "#lib/events/read-field.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { readSample, readSampleAttributes, remarksText } from "#lib/logs/read-sample.ts";
import type { Refusal, SampleSource } from "#lib/logs/sample-source.ts";
import { readSeverity } from "#lib/logs/severity.ts";
import { takeCount, takeText } from "#lib/logs/take-attribute.ts";

const MAX_BODY_BYTES = 64 * 1024;
const MAX_SEQUENCE = 4_294_967_295;

/** Which log it is, the same on every try. */
export type LogPlace = { journalId: bigint; itemIndex: number; position: number };

/** 32 hex digits; the protocol gives a log no id. */
const logId = ({ journalId, itemIndex, position }: LogPlace): string =>
  createHash("sha256").update(`${journalId}:${itemIndex}:${position}`).digest("hex").slice(0, 32);

/** Text within a number of bytes; no character is cut in two. */
function cutBytes(text: string, most: number): string {
  // A UTF-16 unit is at most three bytes.
  if (text.length * 3 <= most) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  const ellipsis = "…";
  const kept = bytes.subarray(0, most - Buffer.byteLength(ellipsis)).toString();
  return kept.replace(/\uFFFD$/, "") + ellipsis;
}

function readBody(wire: Wire): string | undefined {
  const told = wire.fields["body"];
  if (told === undefined || told === null) return undefined;
  const text = typeof told === "string" ? told : JSON.stringify(told);
  const kept = cutBytes(text, MAX_BODY_BYTES);
  if (kept !== text)
    wire.remarks.add("truncated", "body", `${Buffer.byteLength(text)} bytes, ${MAX_BODY_BYTES} kept`);
  return kept;
}

function logRow(wire: Wire, body: string, source: SampleSource, place: LogPlace) {
  const attributes = readSampleAttributes(wire, source);
  const { level, severity } = readSeverity(wire, attributes);
  const sequence = takeCount(attributes, "sentry.timestamp.sequence", MAX_SEQUENCE) ?? place.position;
  const { columns, timestamp } = readSample(wire, attributes, source, "log");
  const template = takeText(columns, "sentry.message.template");
  const row = {
    ...columns,
    sequence,
    log_id: logId(place),
    level,
    severity,
    body: source.scrubber.text(body),
    template,
    remarks: remarksText(wire.remarks),
  };
  return { row, timestamp };
}

/**
 * Reads one log. Its parameters stay attributes, so that people can filter by them.
 * @returns the row and its time in milliseconds since 1970, or why there is none.
 */
export function normalizeLog(
  wire: unknown,
  source: SampleSource,
  place: LogPlace,
): { refusal: Refusal } | ReturnType<typeof logRow> {
  if (!isObject(wire)) return { refusal: { outcome: "invalid", reason: "not_an_object" } };
  const read = { fields: wire, path: "", remarks: new Remarks() };
  const body = readBody(read);
  if (body === undefined) return { refusal: { outcome: "invalid", reason: "missing_body" } };
  const log = logRow(read, body, source, place);
  const url = log.row.attributes["url.full"];
  const unwanted = source.filter({ release: log.row.release || undefined, url });
  return unwanted === null ? log : { refusal: { outcome: "filtered", reason: unwanted } };
}
