// What a front-end and a back-end with tracing, sessions and replays send: mostly spans, some of all else.
import { randomBytes, randomUUID } from "node:crypto";
import { newEventId, sampleEnvelope } from "#server/bench/sample-event.ts";

const SPANS = 20;
const RECORDING_BYTES = 20 * 1024;
const SPAN_CONTENT = "application/vnd.sentry.items.span.v2+json";
const RELEASE = "shop@3.1.0";

const spanId = () => randomBytes(8).toString("hex");
const text = (value: string) => ({ type: "string", value });

function envelope(header: object, ...items: [header: object, payload: string | Buffer][]): Buffer {
  const parts: (string | Buffer)[] = [JSON.stringify({ sent_at: new Date().toISOString(), ...header })];
  for (const [itemHeader, payload] of items) {
    const bytes = Buffer.from(payload);
    parts.push(`\n${JSON.stringify({ ...itemHeader, length: bytes.byteLength })}\n`, bytes);
  }
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function spans(): Buffer {
  const traceId = newEventId();
  const segmentId = spanId();
  const now = Date.now() / 1_000;
  const name = `GET /orders/${Math.floor(Math.random() * 50)}`;
  const items = Array.from({ length: SPANS }, (_, index) => ({
    trace_id: traceId,
    span_id: index === 0 ? segmentId : spanId(),
    ...(index > 0 && { parent_span_id: segmentId }),
    name: index === 0 ? name : `SELECT * FROM orders WHERE id = $${index}`,
    status: "ok",
    is_segment: index === 0,
    start_timestamp: now - 0.2 + index / 200,
    end_timestamp: index === 0 ? now : now - 0.19 + index / 200,
    attributes: {
      "sentry.op": text(index === 0 ? "http.server" : "db"),
      "sentry.segment.name": text(name),
      "sentry.segment.id": text(segmentId),
      "sentry.release": text(RELEASE),
      "sentry.environment": text("production"),
      "sentry.sdk.name": text("sentry.javascript.node"),
      "db.system": text("postgresql"),
      "server.address": text("db-1"),
    },
  }));
  const payload = JSON.stringify({ version: 2, items });
  return envelope({}, [{ type: "span", item_count: SPANS, content_type: SPAN_CONTENT }, payload]);
}

function session(): Buffer {
  const now = new Date().toISOString();
  const payload = {
    sid: randomUUID(),
    did: String(Math.floor(Math.random() * 5_000)),
    init: true,
    started: now,
    timestamp: now,
    status: "ok",
    errors: 0,
    attrs: { release: RELEASE, environment: "production" },
  };
  return envelope({}, [{ type: "session" }, JSON.stringify(payload)]);
}

// Compressed by the browser, so its bytes are as good as random: zlib's first byte, then noise.
const recording = Buffer.concat([
  Buffer.from(`{"segment_id":0}\n`),
  Buffer.from([0x78, 0x9c]),
  randomBytes(RECORDING_BYTES),
]);

function replay(): Buffer {
  const replayId = newEventId();
  const now = Date.now() / 1_000;
  const event = {
    type: "replay_event",
    replay_id: replayId,
    event_id: replayId,
    segment_id: 0,
    replay_type: "session",
    timestamp: now,
    replay_start_timestamp: now - 5,
    urls: ["https://shop.example/checkout"],
    error_ids: [],
    trace_ids: [],
    release: RELEASE,
    environment: "production",
    platform: "javascript",
  };
  return envelope(
    { event_id: replayId },
    [{ type: "replay_event" }, JSON.stringify(event)],
    [{ type: "replay_recording" }, recording],
  );
}

/** One envelope: of ten, two with an error, six with 20 spans, one with a session, one with a replay's segment. */
export function mixedEnvelope(causes: number): Buffer {
  const drawn = Math.random();
  if (drawn < 0.6) return spans();
  if (drawn < 0.8) return sampleEnvelope(causes);
  return drawn < 0.9 ? session() : replay();
}
