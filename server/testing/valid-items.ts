// One good item of each type, as an SDK would send it; several where they only make sense together.

export const NOW = Date.now() / 1000;
export const HEX32 = "0123456789abcdef0123456789abcdef";
const HEX16 = "0123456789abcdef";
/** Stands for an id that no other item has. */
export const OWN_ID = "feedface".repeat(4);

const trace = { trace_id: HEX32, span_id: HEX16, op: "http.server", status: "ok", data: { n: 1, s: "x" } };
const event = {
  event_id: OWN_ID,
  timestamp: NOW,
  platform: "python",
  level: "error",
  release: "app@1.0",
  dist: "7",
  environment: "production",
  server_name: "host",
  transaction: "GET /",
  user: { id: "7", email: "a@example.com", username: "a", ip_address: "203.0.113.9" },
  tags: { color: "red" },
  contexts: { trace, browser: { name: "Firefox", version: "1" }, os: { name: "Linux" } },
  sdk: { name: "sentry.python", version: "2.0.0" },
};
const sample = {
  timestamp: NOW,
  trace_id: HEX32,
  span_id: HEX16,
  attributes: {
    "sentry.release": { value: "app@1.0", type: "string" },
    "sentry.timestamp.sequence": { value: 3, type: "integer" },
    count: { value: 3, type: "integer" },
    ratio: { value: 0.5, type: "double" },
    flag: { value: true, type: "boolean" },
  },
};
const frames = { frames: [{ function: "f" }], stacks: [[0]] };
const recording = (events: unknown) => `{"segment_id":0}\n${JSON.stringify(events)}`;

/** For each item type: the payload's parts, and how they are written. */
export const VALID_ITEMS: readonly {
  types: readonly string[];
  value: object;
  write?: (value: unknown) => string[];
}[] = [
  { types: ["event"], value: { ...event, exception: { values: [{ type: "E", value: "v" }] } } },
  {
    types: ["transaction"],
    value: {
      ...event,
      type: "transaction",
      start_timestamp: NOW - 1,
      measurements: { lcp: { value: 20, unit: "millisecond" } },
      spans: [
        { ...trace, span_id: "1".repeat(16), start_timestamp: NOW - 1, timestamp: NOW, exclusive_time: 3 },
      ],
    },
  },
  {
    types: ["span"],
    value: {
      version: 2,
      items: [
        {
          ...sample,
          name: "GET",
          status: "ok",
          is_segment: true,
          start_timestamp: NOW - 1,
          end_timestamp: NOW,
          attributes: {
            ...sample.attributes,
            "http.response.status_code": { value: 200, type: "integer" },
            "sentry.sample_rate": { value: 1, type: "double" },
          },
        },
      ],
    },
  },
  {
    types: ["log"],
    value: { version: 2, items: [{ ...sample, level: "info", severity_number: 9, body: "x" }] },
  },
  {
    types: ["trace_metric"],
    value: { version: 2, items: [{ ...sample, name: "m", type: "counter", unit: "none", value: 1 }] },
  },
  {
    types: ["session"],
    value: {
      sid: OWN_ID,
      did: "u",
      init: true,
      seq: 1,
      started: NOW - 5,
      timestamp: NOW,
      status: "ok",
      errors: 1,
      duration: 2,
      attrs: { release: "app@1.0", environment: "production", user_agent: "Firefox" },
    },
  },
  {
    types: ["sessions"],
    value: {
      aggregates: [{ started: NOW - 60, did: "u", exited: 3, crashed: 1 }],
      attrs: { release: "app@1.0" },
    },
  },
  {
    types: ["feedback"],
    value: {
      ...event,
      contexts: {
        feedback: {
          message: "m",
          name: "n",
          contact_email: "a@example.com",
          url: "https://example.com",
          source: "widget",
          associated_event_id: HEX32,
          replay_id: HEX32,
        },
      },
    },
  },
  { types: ["user_report"], value: { event_id: OWN_ID, comments: "c", name: "n", email: "a@example.com" } },
  {
    types: ["replay_event", "replay_recording"],
    value: {
      event: {
        ...event,
        type: "replay_event",
        replay_id: OWN_ID,
        segment_id: 0,
        replay_type: "session",
        replay_start_timestamp: NOW - 5,
        urls: ["https://example.com"],
        error_ids: [HEX32],
        trace_ids: [HEX32],
      },
      events: [{ type: 4, timestamp: NOW * 1000, data: {} }],
    },
    write: (value) => {
      const { event: told, events } = Object(value);
      return [JSON.stringify(told ?? null), recording(events)];
    },
  },
  {
    types: ["profile"],
    value: {
      version: "1",
      event_id: OWN_ID,
      platform: "python",
      timestamp: "2026-11-20T12:00:00Z",
      release: "app@1.0",
      environment: "production",
      transaction: { id: HEX32, name: "GET /", trace_id: HEX32 },
      profile: {
        ...frames,
        samples: [
          { stack_id: 0, elapsed_since_start_ns: 0, thread_id: "1" },
          { stack_id: 0, elapsed_since_start_ns: 1e6, thread_id: "1" },
        ],
      },
    },
  },
  {
    types: ["profile_chunk"],
    value: {
      version: "2",
      profiler_id: HEX32,
      chunk_id: OWN_ID,
      platform: "python",
      release: "app@1.0",
      client_sdk: { name: "sentry.python", version: "2" },
      profile: { ...frames, samples: [{ stack_id: 0, timestamp: NOW, thread_id: "1" }] },
    },
  },
  {
    types: ["check_in"],
    value: {
      check_in_id: OWN_ID,
      monitor_slug: "job",
      status: "ok",
      duration: 3,
      environment: "production",
      release: "app@1.0",
      monitor_config: {
        schedule: { type: "interval", value: 5, unit: "minute" },
        checkin_margin: 1,
        max_runtime: 2,
        timezone: "UTC",
      },
      contexts: { trace },
    },
  },
  {
    types: ["client_report"],
    value: { discarded_events: [{ category: "error", reason: "sample_rate", quantity: 3 }] },
  },
  {
    types: ["raw_security"],
    value: {
      "csp-report": {
        "document-uri": "https://example.com",
        "blocked-uri": "https://evil.example",
        "effective-directive": "img-src",
        "line-number": 3,
      },
    },
  },
];
