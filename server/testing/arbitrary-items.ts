// Items as hostile or broken senders might make them: real keys and words in places where they do not belong.
import fc from "fast-check";

const KEYS =
  "aggregates attachment attributes attrs breadcrumbs body category check_in_id comments contexts csp-report data debug_meta description discarded_events dist duration email end_timestamp environment errors event_id exception exited extra feedback fingerprint frames function http init ip_address is_segment item_count items level logentry message measurements mechanism modules monitor_config monitor_slug name op parent_span_id platform profile profiler_id quantity reason release replay_id replay request samples schedule sdk segment_id seq session sid span_id spans stacks stacktrace start_timestamp started status tags timestamp trace trace_id transaction type unit urls user value values vars version".split(
    " ",
  );
const WORDS = [
  "a".repeat(32),
  "0123456789abcdef",
  "ok",
  "crashed",
  "string",
  "integer",
  "2026-11-20T12:00:00Z",
  "app@1.0",
  "error",
  "{{auto}}",
  "__proto__",
];

export const leaf = fc.oneof(
  fc.constantFrom<unknown>(...WORDS, null, true, false, 0, -1, 1.5, 1e21, Date.now() / 1000),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.double(),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie("tree"), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("tree"), { maxKeys: 8 }),
  ),
}));
export const object = fc.dictionary(fc.constantFrom(...KEYS), tree, { minKeys: 1, maxKeys: 15 });
export const payload = fc.oneof(
  { weight: 8, arbitrary: object.map((value) => Buffer.from(JSON.stringify(value))) },
  {
    weight: 2,
    arbitrary: fc
      .array(object, { maxLength: 3 })
      .map((items) => Buffer.from(JSON.stringify({ version: 2, items }))),
  },
  {
    weight: 1,
    arbitrary: object.map((value) => Buffer.from(`${JSON.stringify(value)}\n[${JSON.stringify(value)}]`)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
);

/** Every item type that somebody digests. */
export const TYPES = [
  "event",
  "transaction",
  "span",
  "log",
  "trace_metric",
  "session",
  "sessions",
  "feedback",
  "user_report",
  "attachment",
  "replay_event",
  "replay_recording",
  "replay_video",
  "profile",
  "profile_chunk",
  "check_in",
  "client_report",
  "raw_security",
];
