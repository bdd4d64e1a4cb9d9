import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Event } from "#lib/events/event.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { normalizeEvent, type EventSource } from "#lib/events/normalize.ts";
import { normalizePayload as normalize, RECEIVED_AT as received } from "#server/testing/normalize-payload.ts";

function fixture(name: string, source: Partial<EventSource> = {}): Event {
  const file = new URL(`../../e2e/fixtures/events/${name}.json`, import.meta.url);
  return normalize(JSON.parse(readFileSync(file, "utf8")), source);
}

const tagsOf = (event: Event) => Object.fromEntries(event.tags);

it("keeps only platforms of the protocol, of frames too", () => {
  const platforms = ["constructor", "Native", undefined];
  const frames = platforms.map((platform, line) => ({ filename: "a", lineno: line + 1, platform }));
  const { exceptions } = normalize({ exception: { values: [{ type: "E", stacktrace: { frames } }] } });
  const kept = exceptions[0]?.stacktrace?.frames.map((frame) => frame.platform);
  expect(kept).toEqual(["other", "native", undefined]);
});

describe("what SDKs send", () => {
  it("browser 11", () => {
    const event = fixture("browser-11");
    expect(event).toMatchObject({
      type: "error",
      platform: "javascript",
      timestamp: 1795181221482,
      release: "shop@2.14.0",
      environment: "production",
      user: { id: "8812", email: "ada@example.com", ipAddress: "203.0.113.5", data: { plan: "gold" } },
      replayId: "9d2c7b6a5f4e4d3c8b1a0f9e8d7c6b5a",
      trace: { traceId: "6f1d2c3b4a5968778695a4b3c2d1e0f1", spanId: "8a9b7c6d5e4f3021" },
      flags: [
        { flag: "new-checkout", result: true },
        { flag: "price-engine", result: "v2" },
      ],
      request: {
        url: "https://shop.example.com/cart",
        query: [
          ["step", "pay"],
          ["coupon", "SPRING 25"],
        ],
        fragment: "summary",
      },
    });
    expect(event.exceptions.map((exception) => exception.type)).toEqual(["RangeError", "TypeError"]);
    expect(event.exceptions[0]?.mechanism).toMatchObject({
      exceptionId: 1,
      parentId: 0,
      handled: false,
      source: "cause",
    });
    expect(event.exceptions[1]?.stacktrace?.frames).toHaveLength(12);
    expect(event.exceptions[1]?.stacktrace?.frames[0]).toMatchObject({
      function: "?",
      inApp: false,
      sdkInApp: false,
    });
    expect(event.breadcrumbs).toHaveLength(20);
    expect(event.breadcrumbs[2]).toMatchObject({ level: "info", category: "console", type: "default" });
    expect(event.debugImages).toEqual([expect.objectContaining({ type: "sourcemap" })]);
    expect(event.contexts.replay).toEqual({ replay_id: "9d2c7b6a5f4e4d3c8b1a0f9e8d7c6b5a" });
    expect(tagsOf(event)).toMatchObject({
      checkout: "True",
      "cart-size": "3",
      level: "error",
      handled: "no",
      mechanism: "auto.browser.global_handlers.onerror",
      user: "id:8812",
      url: "https://shop.example.com/cart",
      browser: "Chrome 143.0.0",
      "browser.name": "Chrome",
      os: "Windows 10",
      "os.name": "Windows",
    });
    expect(event.remarks).toEqual([]);
  });

  it("browser 11, a message: no error class, and no address when the SDK forbids it", () => {
    const event = fixture("browser-11-message");
    expect(event).toMatchObject({
      type: "default",
      level: "info",
      message: { formatted: "Checkout opened" },
    });
    expect(event.exceptions).toEqual([
      expect.objectContaining({
        type: "",
        value: "Checkout opened",
        mechanism: expect.objectContaining({ synthetic: true }),
      }),
    ]);
    expect(event.user).toBeUndefined();
  });

  it("node 11", () => {
    const event = fixture("node-11");
    expect(event).toMatchObject({
      level: "fatal",
      serverName: "api-7c9f",
      user: { ipAddress: "203.0.113.9" },
      request: {
        method: "GET",
        url: "http://api.example.com/orders/17",
        query: [["full", "1"]],
        cookies: [
          ["sid", "abc"],
          ["theme", "dark"],
        ],
        data: { card: { number: "4111" } },
      },
      contexts: { os: { name: "Debian" }, client_os: { name: "iOS" }, browser: { name: "Mobile Safari" } },
    });
    expect(event.request?.headers?.map(([name]) => name)).toEqual(["Host", "User-Agent", "Accept"]);
    expect(event.request?.headers?.at(-1)).toEqual(["Accept", "text/html,*/*"]);
    expect(event.contexts.cloud_resource).toBeUndefined();
    expect(tagsOf(event)).toMatchObject({
      runtime: "node v24.21.0",
      os: "Debian 12.4",
      client_os: "iOS 18.1",
    });
  });

  it("python, full of nulls", () => {
    const event = fixture("python");
    expect(event).toMatchObject({
      timestamp: Date.UTC(2026, 10, 20, 13, 20, 0, 123),
      logger: "billing.invoices",
      message: {
        formatted: "Invoice INV-7 failed after 3 tries",
        template: "Invoice %s failed after %d tries",
      },
      environment: "staging",
      release: undefined,
      transactionSource: "task",
      user: undefined,
      fingerprint: ["{{ default }}", "invoices"],
      trace: undefined,
    });
    expect(event.exceptions[0]?.stacktrace?.frames[0]?.vars).toEqual({
      invoice: { id: "'INV-7'", lines: ["1", "2"] },
      tries: "3",
    });
    expect(tagsOf(event)).toMatchObject({ queue: "invoices", retried: "True", handled: "yes" });
    expect(event.tags.some(([key]) => key === "region")).toBe(false);
    expect(event.remarks).toEqual([
      { path: "contexts.trace.trace_id", kind: "invalid", detail: "expected an id" },
    ]);
  });

  it("go, with bare lists and empty objects", () => {
    const event = fixture("go", { sentAt: "2026-11-20T13:30:00.000000001Z" });
    expect(event).toMatchObject({
      timestamp: Date.UTC(2026, 10, 20, 11, 20, 0, 123),
      user: undefined,
      request: undefined,
      modules: { "github.com/acme/edge": "(devel)" },
    });
    expect(event.exceptions.at(-1)).toMatchObject({
      type: "*errors.errorString",
      mechanism: { isExceptionGroup: true, handled: null },
    });
    expect(event.remarks).toEqual([]);
  });
});

describe("forms of a list", () => {
  const one = { type: "E", value: "v" };
  it.each([
    ["wrapped", { values: [one] }, 1],
    ["bare", [one, one], 2],
    ["single", one, 1],
    ["empty ones and nulls", [{ type: "", value: null }, null, {}], 0],
    ["wrapped null", { values: null }, 0],
  ])("%s", (_name, exception, length) => {
    const event = normalize({ exception });
    expect(event.exceptions).toHaveLength(length);
    expect(event.remarks).toEqual([]);
  });

  it("keeps the newest hundred breadcrumbs and moves them with the clock", () => {
    const sent = received / 1000 + 7200;
    const crumbs = Array.from({ length: 150 }, (_, at) => ({ message: `${at}`, timestamp: sent - 200 + at }));
    const event = normalize({ breadcrumbs: crumbs, timestamp: sent - 1 }, { sentAt: sent });
    expect(event.breadcrumbs).toHaveLength(100);
    expect(event.breadcrumbs[0]).toMatchObject({ message: "50", timestamp: received - 150_000 });
    expect(event.timestamp).toBe(received - 1000);
    expect(event.remarks.map((remark) => remark.kind).sort()).toEqual(["shifted", "truncated"]);
  });
});

describe("stacks", () => {
  const frames = [{ function: "f", lineno: "12", in_app: true, context_line: "", pre_context: ["a", 5] }];
  it("reads a stack, else the raw one", () => {
    const event = normalize({
      exception: [
        { type: "A", stacktrace: { frames }, raw_stacktrace: { frames: [{ function: "raw" }] } },
        { type: "B", raw_stacktrace: { frames: [{ function: "raw", instruction_addr: 255 }] } },
        { type: "C", stacktrace: { frames: [] } },
      ],
      threads: { values: [{ id: 4, name: "main", crashed: true, stacktrace: { frames } }] },
    });
    const [a, b, c] = event.exceptions.map((exception) => exception.stacktrace?.frames[0]);
    expect(a).toMatchObject({ function: "f", line: 12, inApp: true, contextLine: "", preContext: ["a", ""] });
    expect(b).toMatchObject({
      function: "raw",
      inApp: false,
      sdkInApp: undefined,
      instructionAddress: "0xff",
    });
    expect(c).toBeUndefined();
    expect(event.threads[0]).toMatchObject({ id: "4", name: "main", crashed: true, main: false });
  });

  it("reads the stack of old SDKs, beside no exception only", () => {
    expect(normalize({ stacktrace: { frames } }).stacktrace?.frames).toHaveLength(1);
    expect(normalize({ stacktrace: { frames }, exception: [{ type: "A" }] }).stacktrace).toBeUndefined();
  });

  it("reads the place in a template, and no more of it", () => {
    const template = {
      filename: "shop/cart.html",
      abs_path: "/srv/shop/templates/shop/cart.html",
      lineno: "12",
      pre_context: ["<ul>", 5],
      context_line: `{{ total }}${"x".repeat(2_000)}`,
      post_context: Array(30).fill("</ul>"),
      vars: { secret: 1 },
    };
    const event = normalize({ template });
    expect(event.template).toEqual({
      filename: template.filename,
      absPath: template.abs_path,
      line: 12,
      inApp: true,
      preContext: ["<ul>", ""],
      contextLine: expect.stringMatching(/^\{\{ total \}\}x+…$/),
      postContext: Array(20).fill("</ul>"),
    });
    expect(event.template?.contextLine).toHaveLength(1_024);
    expect(Event.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(event.remarks).toEqual([
      { path: "template.context_line", kind: "truncated", detail: "2011 characters, 1024 kept" },
    ]);
    expect(normalize({ template: "cart.html" }).remarks).toEqual([
      { path: "template", kind: "invalid", detail: "expected an object" },
    ]);
  });

  it("keeps both ends of a very long one", () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ function: `f${at}` }));
    const event = normalize({ exception: { type: "A", stacktrace: { frames: many } } });
    const names = event.exceptions[0]?.stacktrace?.frames.map((frame) => frame.function);
    expect([names?.length, names?.[0], names?.[124], names?.[125], names?.[249]]).toEqual([
      250,
      "f0",
      "f124",
      "f375",
      "f499",
    ]);
    expect(event.remarks).toEqual([
      {
        path: "exception.0.stacktrace.frames",
        kind: "truncated",
        detail: "500 frames, the first and last 125 kept",
      },
    ]);
  });
});

describe("single fields", () => {
  it.each<[string, object, Partial<Event>]>([
    ["level warn", { level: "warn" }, { level: "warning" }],
    ["level log", { level: "LOG" }, { level: "info" }],
    ["level critical", { level: "critical" }, { level: "fatal" }],
    ["level by number", { level: 30 }, { level: "warning" }],
    ["no level", {}, { level: "error" }],
    ["unknown platform", { platform: "cobol" }, { platform: "other" }],
    ["platform in capitals", { platform: "Python" }, { platform: "python" }],
    ["a claimed type", { type: "transaction", message: "m" }, { type: "default" }],
    ["csp", { csp: { effective_directive: "img-src" } }, { type: "csp" }],
    ["release is trimmed", { release: " app@1.0.0+7 " }, { release: "app@1.0.0+7" }],
    ["numbers as names", { release: 12, dist: 7 }, { release: "12", dist: "7" }],
    ["environment by tag", { tags: { environment: "qa" } }, { environment: "qa" }],
    ["environment by field", { environment: "prod", tags: { environment: "qa" } }, { environment: "prod" }],
    ["extra keeps any JSON", { extra: { a: 1e21, b: null, c: [1] } }, { extra: { a: 1e21, c: [1] } }],
    ["a checksum", { checksum: "order-12" }, { checksum: "order-12" }],
    ["a checksum as a number", { checksum: 12 }, { checksum: "12" }],
    ["an empty checksum", { checksum: "" }, { checksum: undefined }],
    ["a long checksum", { checksum: "x".repeat(2_000) }, { checksum: `${"x".repeat(1_023)}…` }],
    ["a template of nothing", { template: { lineno: 3, pre_context: ["a"] } }, { template: undefined }],
    ["a fingerprint of numbers", { fingerprint: ["a", 404, null] }, { fingerprint: ["a", "404"] }],
    [
      "contexts by type",
      { contexts: { mine: { type: "os", name: "X" } } },
      { contexts: { os: { type: "os", name: "X" } } },
    ],
    [
      "an own context's type",
      { contexts: { order: { type: "express" } } },
      { contexts: { order: { type: "express" } } },
    ],
  ])("%s", (_name, payload, expected) => {
    expect(normalize(payload)).toMatchObject(expected);
  });

  it.each([
    ["release", "../up"],
    ["release", "latest"],
    ["release", "a\nb"],
    ["release", "x".repeat(201)],
    ["environment", "a/b"],
    ["environment", "None"],
    ["environment", "x".repeat(65)],
    ["dist", "ä"],
  ] as const)("%s %j is removed and the event kept", (key, value) => {
    const event = normalize({ [key]: value, message: "kept" });
    expect(event[key]).toBeUndefined();
    expect(event.message?.formatted).toBe("kept");
    expect(event.remarks).toEqual([expect.objectContaining({ path: key, kind: "removed" })]);
  });

  it.each([
    [{ a: 1 }, '{"a":1}'],
    [404, "404"],
    [false, "false"],
    ["text", "text"],
  ])("an exception's value %j", (value, text) => {
    expect(normalize({ exception: { type: "E", value } }).exceptions[0]?.value).toBe(text);
  });

  it("finds trace and replay in the envelope", () => {
    const envelopeTrace = {
      trace_id: "6F1D2C3B4A5968778695A4B3C2D1E0F1",
      replay_id: "9d2c7b6a-5f4e-4d3c-8b1a-0f9e8d7c6b5a",
    };
    const event = normalize({}, { envelopeTrace });
    expect(event.trace).toEqual({ traceId: "6f1d2c3b4a5968778695a4b3c2d1e0f1" });
    expect(event.replayId).toBe("9d2c7b6a5f4e4d3c8b1a0f9e8d7c6b5a");
    expect(tagsOf(event).replayId).toBe("9d2c7b6a5f4e4d3c8b1a0f9e8d7c6b5a");
  });

  it("names the SDK by the request when the event does not", () => {
    expect(normalize({ sdk: {} }, { sdkClient: "sentry.go/0.47.0" }).sdk).toMatchObject({
      name: "sentry.go",
      version: "0.47.0",
    });
    expect(normalize({}, { sdkClient: "rubbish" }).sdk).toBeUndefined();
  });
});

it("reads what was stored before events had a checksum and a template", () => {
  const { checksum, template, ...stored } = normalize({
    message: "m",
    checksum: "c",
    template: { filename: "a" },
  });
  expect([checksum, template?.filename]).toEqual(["c", "a"]);
  expect(Event.parse(stored)).toEqual(stored);
});

describe("wrong types", () => {
  it("drops the field, says where, and keeps the rest", () => {
    const event = normalize({
      message: "kept",
      logger: 5,
      user: "ada",
      tags: 7,
      breadcrumbs: [3, { message: "kept", data: "no" }],
      exception: {
        values: [
          { type: "E", stacktrace: { frames: [{ function: "f", lineno: -1, vars: [] }] }, mechanism: [] },
        ],
      },
    });
    expect(event).toMatchObject({ message: { formatted: "kept" }, breadcrumbs: [{ message: "kept" }] });
    expect(event.remarks.map((remark) => remark.path).sort()).toEqual([
      "breadcrumbs.0",
      "breadcrumbs.1.data",
      "exception.0.mechanism",
      "exception.0.stacktrace.frames.0.lineno",
      "exception.0.stacktrace.frames.0.vars",
      "logger",
      "tags",
      "user",
    ]);
  });

  const names = [
    "event_id",
    "timestamp",
    "platform",
    "level",
    "logger",
    "transaction",
    "transaction_info",
    "server_name",
  ]
    .concat([
      "release",
      "dist",
      "environment",
      "type",
      "message",
      "logentry",
      "exception",
      "threads",
      "stacktrace",
    ])
    .concat([
      "breadcrumbs",
      "contexts",
      "request",
      "user",
      "tags",
      "extra",
      "modules",
      "fingerprint",
      "sdk",
      "debug_meta",
    ])
    .concat([
      "values",
      "frames",
      "mechanism",
      "data",
      "url",
      "headers",
      "cookies",
      "query_string",
      "params",
      "formatted",
    ])
    .concat([
      "trace",
      "flags",
      "replay",
      "trace_id",
      "images",
      "packages",
      "ip_address",
      "geo",
      "checksum",
      "template",
      "__proto__",
      "constructor",
    ]);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.jsonValue(),
      fc.constantFrom(...names),
      tie("object"),
      fc.array(tie("tree"), { maxLength: 4 }),
    ),
    object: fc.dictionary(fc.constantFrom(...names), tie("tree"), { maxKeys: 10 }),
  }));
  const payload = fc.dictionary(fc.constantFrom(...names), tree, { maxKeys: 15 });

  it("no JSON makes it throw, and every result is an Event", () => {
    fc.assert(
      fc.property(fc.oneof(payload, fc.jsonValue()), (value) => {
        try {
          Event.parse(normalize(value, { userAgent: "Mozilla/5.0 (X11; Linux x86_64)" }));
        } catch (error) {
          if (!(error instanceof InvalidEvent)) throw error;
        }
      }),
      { numRuns: 1500, seed: 20261120 },
    );
  });

  it("nor do arbitrary bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const source = {
          projectId: 1,
          eventId: "0",
          receivedAt: 0,
          clientIp: null,
          userAgent: null,
          sdkClient: null,
        };
        expect(() => normalizeEvent(bytes, source)).toThrow(InvalidEvent);
      }),
      { numRuns: 500, seed: 20261120 },
    );
  });
});
