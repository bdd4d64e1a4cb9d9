import { describe, expect, it } from "vitest";
import { Event } from "#lib/events/event.ts";
import { normalizePayload as normalize } from "#server/testing/normalize-payload.ts";

const kinds = (event: Event) => event.remarks.map((remark) => remark.kind);

function timed<T>(work: () => T): { result: T; ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}

describe("hostile sizes", () => {
  it("500 exceptions of 500 frames", () => {
    const frames = Array.from({ length: 500 }, () => ({ function: "f" }));
    const event = normalize({
      exception: Array.from({ length: 500 }, () => ({ type: "E", stacktrace: { frames } })),
    });
    expect(event.exceptions).toHaveLength(50);
    expect(event.exceptions.every((exception) => exception.stacktrace?.frames.length === 250)).toBe(true);
  });

  it("10,000 tags", () => {
    const tags = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`t${at}`, "v"]));
    const event = normalize({ tags });
    expect(event.tags.filter(([key]) => /^t\d+$/.test(key))).toHaveLength(100);
    expect(kinds(event)).toEqual(["truncated"]);
  });

  it("a tag value of 1 MiB", () => {
    const event = normalize({ tags: { big: "x".repeat(1 << 20) } });
    expect(event.tags[0]?.[1]).toHaveLength(200);
    expect(event.remarks).toEqual([
      { path: "tags.big", kind: "truncated", detail: "1048576 characters, 200 kept" },
    ]);
  });

  it("never cuts a surrogate pair in half", () => {
    for (const length of [8190, 8191, 8192]) {
      const event = normalize({ message: "x".repeat(length) + "😀".repeat(10) });
      expect(event.message?.formatted.isWellFormed()).toBe(true);
    }
  });

  it.each<[string, object, (event: Event) => number | undefined, number]>([
    ["extra entry", { extra: { a: "x".repeat(99_999) } }, (event) => String(event.extra.a).length, 16_384],
    [
      "modules",
      { modules: Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`module-${at}`, "1.0"])) },
      (event) => JSON.stringify(event.modules).length,
      16_384,
    ],
    [
      "breadcrumb data",
      { breadcrumbs: [{ data: { a: "x".repeat(9999), b: 1 } }] },
      (event) => JSON.stringify(event.breadcrumbs[0]?.data).length,
      2100,
    ],
    [
      "exception value",
      { exception: { type: "E", value: "x".repeat(9999) } },
      (event) => event.exceptions[0]?.value.length,
      8192,
    ],
    [
      "exception type",
      { exception: { type: "x".repeat(999) } },
      (event) => event.exceptions[0]?.type.length,
      256,
    ],
    ["transaction", { transaction: "x".repeat(999) }, (event) => event.transaction?.length, 200],
    ["logger", { logger: "x".repeat(999) }, (event) => event.logger?.length, 64],
    ["server name", { server_name: "x".repeat(999) }, (event) => event.serverName?.length, 256],
    [
      "url",
      { request: { url: `https://a/${"x".repeat(9999)}` } },
      (event) => event.request?.url?.length,
      2048,
    ],
    [
      "request body",
      { request: { data: `{"a":"${"x".repeat(99_999)}"}` } },
      (event) => JSON.stringify(event.request?.data).length,
      16_500,
    ],
    [
      "frame variables",
      { exception: { type: "E", stacktrace: { frames: [{ vars: { a: "x".repeat(99_999) } }] } } },
      (event) => JSON.stringify(event.exceptions[0]?.stacktrace?.frames[0]?.vars).length,
      8300,
    ],
    [
      "images",
      { debug_meta: { images: Array.from({ length: 900 }, () => ({ type: "sourcemap" })) } },
      (event) => event.debugImages.length,
      500,
    ],
    [
      "cookies",
      { request: { cookies: "a=b;".repeat(9999) } },
      (event) => event.request?.cookies?.length,
      100,
    ],
  ])("%s is cut, with a remark", (_name, payload, measure, most) => {
    const event = normalize(payload);
    expect(measure(event)).toBeLessThanOrEqual(most);
    expect(measure(event)).toBeGreaterThan(most / 4);
    expect(kinds(event)).toContain("truncated");
  });

  it("extra in all", () => {
    const extra = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`k${at}`, "x".repeat(16_000)]));
    expect(JSON.stringify(normalize({ extra }).extra).length).toBeLessThan(290_000);
  });

  it("depth below seven levels becomes a placeholder", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level < 100; level++) deep = { a: deep };
    const event = normalize({ extra: { deep } });
    expect(JSON.stringify(event.extra.deep)).toBe('{"a":{"a":{"a":{"a":{"a":{"a":{"a":"[Object]"}}}}}}}');
    expect(kinds(event)).toEqual(["truncated"]);
  });

  it("no more than a hundred remarks", () => {
    expect(
      normalize({ breadcrumbs: Array.from({ length: 100 }, () => ({ data: 1, message: [] })) }).remarks,
    ).toHaveLength(100);
  });

  it("keeps prototypes as they are in every record", () => {
    const bad = '{"__proto__":{"bad":1},"constructor":{"prototype":{"bad":1}},"ok":"1"}';
    const text = `{"extra":${bad},"contexts":${bad},"modules":${bad},"tags":${bad},"user":${bad},"request":{"env":${bad},"headers":${bad},"data":${JSON.stringify(bad)}}}`;
    const event = Event.parse(normalize(JSON.parse(text)));
    for (const record of [event.extra, event.contexts, event.modules, event.user?.data, event.request?.env]) {
      expect(record && Object.getPrototypeOf(record)).toBe(record && Object.prototype);
      expect(record?.bad).toBeUndefined();
    }
    expect(({} as { bad?: number }).bad).toBeUndefined();
  });
});

describe("slow patterns", () => {
  const texts = [
    "a".repeat(50_000) + "!",
    "%".repeat(50_000),
    "%0".repeat(25_000),
    `%${"0".repeat(50_000)}`,
    "{".repeat(50_000),
    "((((".repeat(9000),
  ];
  it.each(texts)("%#", (text) => {
    const payload = {
      logentry: { message: text, params: ["a", "b"] },
      exception: [{ type: text, value: text }],
      transaction: text,
      release: text,
      environment: text,
      tags: { [text]: text, a: text },
      timestamp: text,
      user: { ip_address: text, email: text },
      request: {
        url: `${text}?${text}#${text}`,
        cookies: text,
        query_string: text,
        headers: { "User-Agent": text, [text]: text },
      },
      breadcrumbs: [{ message: text, timestamp: text }],
    };
    normalize({ message: "warm" });
    expect(timed(() => normalize(payload, { sdkClient: text, sentAt: text })).ms).toBeLessThan(50);
  });

  it("user agents", () => {
    const parts = [
      "1.",
      "a/",
      "(",
      "; ",
      "Version/1",
      "Android ",
      "Mac OS X 1_",
      "slackbot-",
      "opt/1",
      "Windows NT ",
    ];
    for (const part of parts) {
      const userAgent = part.repeat(5000);
      const work = () => normalize({ platform: "javascript" }, { userAgent });
      expect(timed(work).ms).toBeLessThan(50);
    }
  });
});
