// What a browser recorded in one segment: rrweb events as JSON, framed and compressed in one of four ways.
import { promisify } from "node:util";
import { deflateSync, unzip, unzipSync } from "node:zlib";

const MAX_BYTES = 100 * 1024 * 1024;
// What SDKs send shrinks to a thirtieth; of ten kilobytes nobody shall make a hundred megabytes of work.
const USUAL_BYTES = 8 * 1024 * 1024;
const MAX_RATIO = 250;
// A page that is 500 elements deep has twice as many levels; JSON.stringify gives up at a few thousand.
const MAX_DEPTH = 2_000;
// SDKs send 20 MB at most, with a value for every 20 bytes.
const MAX_VALUES = 3_000_000;
const MAX_FIRST_LINE = 1_024;
const SECONDS_END = 1e11;
const LATEST = Date.UTC(2200, 0);

/** An event of rrweb; `timestamp` in milliseconds since 1970. */
export type RecordingEvent = { [key: string]: unknown; timestamp: number };

export type InvalidRecordingReason =
  "missing_segment_id" | "corrupt_recording" | "invalid_recording" | "too_large";

/** A recording that cannot be kept; `reason` is of a closed set, for counting outcomes. */
export class InvalidRecording extends Error {
  override name = "InvalidRecording";
  readonly reason: InvalidRecordingReason;

  constructor(reason: InvalidRecordingReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Parts a `replay_recording` at its first newline: `{"segment_id":4}`, then the events. @throws InvalidRecording */
export function splitRecording(payload: Uint8Array): { segmentId: number; body: Uint8Array } {
  const end = payload.subarray(0, MAX_FIRST_LINE).indexOf(0x0a);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(payload.subarray(0, Math.max(end, 0))));
  } catch {
    throw new InvalidRecording("missing_segment_id");
  }
  const segmentId = typeof header === "object" && header && "segment_id" in header ? header.segment_id : null;
  if (typeof segmentId !== "number" || !Number.isSafeInteger(segmentId) || segmentId < 0)
    throw new InvalidRecording("missing_segment_id");
  return { segmentId, body: payload.subarray(end + 1) };
}

const isPlain = (body: Uint8Array) => body[0] === 0x5b;
const isZlib = (body: Uint8Array) => body[0] === 0x78;
const isGzip = (body: Uint8Array) => body[0] === 0x1f && body[1] === 0x8b;

function whyNot(error: unknown): InvalidRecording {
  const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  return new InvalidRecording(tooLarge ? "too_large" : "corrupt_recording");
}

/** @throws InvalidRecording for what is neither JSON, zlib nor gzip, or is too large. */
function isCompressed(body: Uint8Array): boolean {
  if (isPlain(body)) return false;
  if (isZlib(body) || isGzip(body)) return true;
  throw new InvalidRecording("corrupt_recording");
}

const unzipAside = promisify(unzip);
const limitOf = ({ byteLength }: Uint8Array) => ({
  maxOutputLength: Math.min(MAX_BYTES, Math.max(USUAL_BYTES, byteLength * MAX_RATIO)),
});

/** The events of a segment as JSON. @throws InvalidRecording */
export async function unpackRecording(body: Uint8Array): Promise<Uint8Array> {
  if (!isCompressed(body)) return body;
  return unzipAside(body, limitOf(body)).catch((error: unknown) => {
    throw whyNot(error);
  });
}

/** The same at once, and the form in which it is stored: zlib. @throws InvalidRecording */
export function openRecording(body: Uint8Array): { json: Uint8Array; stored: Uint8Array } {
  if (!isCompressed(body)) return { json: body, stored: deflateSync(body) };
  try {
    const json = unzipSync(body, limitOf(body));
    return { json, stored: isZlib(body) ? body : deflateSync(json) };
  } catch (error) {
    throw whyNot(error);
  }
}

/** JSON.parse has no limits of its own, and a process that runs out of memory takes others with it. */
function checkBounds(json: Uint8Array): void {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (quoted) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x2c) values++;
    else if (byte === 0x5b || byte === 0x7b) depth++;
    else if (byte === 0x5d || byte === 0x7d) depth--;
    if (depth > MAX_DEPTH || values > MAX_VALUES) throw new InvalidRecording("too_large");
  }
}

/** Performance spans and a few breadcrumbs tell seconds, everything else milliseconds. */
function readTime(told: unknown): number | null {
  if (typeof told !== "number" || !Number.isFinite(told) || told < 0) return null;
  const ms = told < SECONDS_END ? told * 1_000 : told;
  return ms < LATEST ? ms : null;
}

/**
 * The events in the order of their time, which SDKs do not keep; what has no time is left out.
 * @throws InvalidRecording
 */
export function parseRecording(json: Uint8Array): RecordingEvent[] {
  checkBounds(json);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(json));
  } catch {
    throw new InvalidRecording("invalid_recording");
  }
  if (!Array.isArray(parsed)) throw new InvalidRecording("invalid_recording");
  const events: RecordingEvent[] = [];
  for (const value of parsed) {
    const event: unknown = value;
    if (typeof event !== "object" || event === null || !("timestamp" in event)) continue;
    const timestamp = readTime(event.timestamp);
    if (timestamp !== null) events.push({ ...event, timestamp });
  }
  return events.toSorted((a, b) => a.timestamp - b.timestamp);
}
