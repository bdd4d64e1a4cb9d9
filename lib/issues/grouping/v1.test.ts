import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Event, type Frame } from "#lib/events/event.ts";
import { markInApp } from "#lib/events/in-app.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { describeEvent } from "#lib/issues/title.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { explainGrouping } from "#lib/issues/grouping/explain.ts";
import { groupEvent, markAndGroup } from "#lib/issues/grouping/group-event.ts";

const own = buildFrame({ module: "shop", function: "pay" });
const library = buildFrame({ module: "flask", function: "run", inApp: false });
const python = (frames: Frame[], parts: Partial<Event> = {}) =>
  buildEvent({ platform: "python", exceptions: [buildException("E", "v", frames)], ...parts });
const shape = (event: Event) =>
  groupEvent(event).variants.map(({ name, contributes, reason }) => [name, contributes, reason]);

describe("variants", () => {
  it.each([
    [
      "app and system",
      python([library, own]),
      [
        ["app", true, undefined],
        ["system", true, undefined],
      ],
    ],
    [
      "all in app",
      python([own]),
      [
        ["app", true, undefined],
        ["system", false, "the same as the app variant"],
      ],
    ],
    [
      "none in app",
      python([library]),
      [
        ["app", false, "no frame is in app"],
        ["system", true, undefined],
      ],
    ],
    ["message", buildEvent({ message: { formatted: "m" } }), [["default", true, undefined]]],
    [
      "message beside an error",
      python([own], { message: { formatted: "m" } }),
      [
        ["app", true, undefined],
        ["system", false, "the same as the app variant"],
        ["default", false, "the stack trace or error takes precedence"],
      ],
    ],
    ["nothing", buildEvent(), [["fallback", true, "nothing to group by"]]],
    [
      "custom fingerprint",
      python([library, own], { fingerprint: ["x"] }),
      [
        ["custom_fingerprint", true, undefined],
        ["app", false, "the fingerprint takes precedence"],
        ["system", false, "the fingerprint takes precedence"],
      ],
    ],
  ])("%s", (_name, event, expected) => {
    expect(shape(event)).toEqual(expected);
  });

  it("puts the app hash first and gives 32 hex characters", () => {
    const { hashes, variants, version } = groupEvent(python([library, own]));
    expect(version).toBe(1);
    expect(hashes).toEqual(variants.map((variant) => variant.hash));
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
  });

  it("tells what each part gave", () => {
    const app = groupEvent(python([library, own])).variants[0]?.component;
    expect(app).toEqual({
      name: "exception",
      contributes: true,
      children: [
        { name: "type", contributes: true, value: "E" },
        {
          name: "stacktrace",
          contributes: true,
          children: [
            {
              name: "frame",
              contributes: false,
              reason: "not in app",
              children: [
                { name: "module", contributes: true, value: "flask" },
                { name: "function", contributes: true, value: "run" },
              ],
            },
            {
              name: "frame",
              contributes: true,
              children: [
                { name: "module", contributes: true, value: "shop" },
                { name: "function", contributes: true, value: "pay" },
              ],
            },
          ],
        },
        {
          name: "value",
          contributes: false,
          value: "v",
          reason: "the stack trace or system error takes precedence",
        },
      ],
    });
  });

  it("keeps the hashes of version 1", () => {
    expect(groupEvent(python([library, own])).hashes).toMatchInlineSnapshot(`
      [
        "2baecfd3c2af14782baef354d8966e76",
        "e6c70dedf19ad8107e2ac3b230ef7b96",
      ]
    `);
    expect(groupEvent(buildEvent({ message: { formatted: "order 12" } })).hashes).toMatchInlineSnapshot(`
      [
        "4114f2aa9e7afbde7d7465beee567429",
      ]
    `);
  });
});

const printed = (fingerprint: string, parts: Partial<Event> = {}) =>
  groupEvent(
    python([buildFrame({ ...own, filename: "pay.py", absPath: "/a/pay.py", package: "p" }), library], {
      fingerprint: [fingerprint],
      tags: [["region", "eu"]],
      ...parts,
    }),
  ).variants[0]?.fingerprint;

describe("fingerprint variables", () => {
  it.each([
    ["{{ transaction }}", "<no-transaction>"],
    ["{{ message }}", "v"],
    ["{{ error.type }}", "E"],
    ["{{type}}", "E"],
    ["{{ error.value }}", "v"],
    ["{{ value }}", "v"],
    ["{{ stack.function }}", "pay"],
    ["{{ function }}", "pay"],
    ["{{ stack.abs_path }}", "/a/pay.py"],
    ["{{ path }}", "/a/pay.py"],
    ["{{ stack.filename }}", "pay.py"],
    ["{{ module }}", "shop"],
    ["{{ package }}", "p"],
    ["{{ level }}", "error"],
    ["{{ logger }}", "<no-logger>"],
    ["{{ tags.region }}", "eu"],
    ["{{ tags.other }}", "<no-value-for-tag-other>"],
    ["{{ colour }}", "<unrecognized-variable-colour>"],
    ["before {{ level }}", "before {{ level }}"],
    ["order 12", "order 12"],
  ])("%s is %s", (entry, expected) => {
    expect(printed(entry)).toEqual([expected]);
  });

  it("parameterizes an entry that is the message", () => {
    expect(printed("order 12", { message: { formatted: "order 12" } })).toEqual(["order <int>"]);
  });
});

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "",
    "a",
    "Foo::bar<int>(",
    "<anonymous>",
    "http://x/a.js",
    "closure #1 in",
    "$$Lambda$",
    "{{ message }}",
  ),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
// prettier-ignore
const platform = fc.constantFrom(
  "javascript", "node", "python", "go", "java", "php", "ruby", "csharp", "native", "cocoa", "other",
);
const frame: fc.Arbitrary<Frame> = fc.record({
  filename: optional(text),
  absPath: optional(text),
  module: optional(text),
  package: optional(text),
  function: optional(text),
  rawFunction: optional(text),
  line: optional(fc.nat({ max: 9 })),
  column: optional(fc.nat({ max: 9 })),
  contextLine: optional(text),
  platform: optional(platform),
  sourceMapped: optional(fc.boolean()),
  sdkInApp: optional(fc.boolean()),
  inApp: fc.boolean(),
});
const frames = fc.array(frame, { maxLength: 5 });
const exception = fc
  .tuple(
    text,
    text,
    optional(frames),
    optional(fc.nat({ max: 4 })),
    optional(fc.nat({ max: 4 })),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([type, value, stack, exceptionId, parentId, isExceptionGroup, synthetic]) =>
    buildException(type, value, stack, { exceptionId, parentId, isExceptionGroup, synthetic }),
  );
const thread = fc.record({
  crashed: fc.boolean(),
  current: fc.boolean(),
  main: fc.boolean(),
  stacktrace: optional(frames.map((list) => ({ frames: list }))),
});
const anyEvent = fc
  .record({
    platform,
    exceptions: fc.array(exception, { maxLength: 5 }),
    threads: fc.array(thread, { maxLength: 3 }),
    message: optional(fc.record({ formatted: text, template: optional(text) })),
    fingerprint: fc.array(fc.oneof(text, fc.constant("{{ default }}")), { maxLength: 3 }),
    stacktrace: optional(frames.map((list) => ({ frames: list }))),
    transaction: optional(text),
  })
  .map(buildEvent);

/** The same event after 100 lines were put on top of every file. */
function moved(event: Event): Event {
  const copy = structuredClone(event);
  for (const { stacktrace } of [...copy.exceptions, ...copy.threads, copy]) {
    for (const one of stacktrace?.frames ?? []) if (one.line !== undefined) one.line += 100;
  }
  return copy;
}

const settings = {
  version: 2 as const,
  previous: { version: 1 as const, until: 9e15 },
  stackTraceRules:
    "app:yes function:a* -app ^-group\n!module:x v+app max-frames=2\npath:** min-frames=2 +group",
  fingerprintRules:
    'type:a -> {{ function }} title="{{ value }}"\n[ app:1 ] | !type:b -> {{ default }}, {{ path }}',
};

describe("any event", () => {
  it("has hashes and a description, the same each time, whatever its lines and id", () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(Event.safeParse(event).success).toBe(true);
        const marked = markInApp(event);
        const { hashes } = groupEvent(marked);
        expect(hashes.length).toBeGreaterThan(0);
        expect(new Set(hashes).size).toBe(hashes.length);
        expect(groupEvent(structuredClone(marked)).hashes).toEqual(hashes);
        expect(groupEvent({ ...moved(marked), eventId: "f".repeat(32), timestamp: 1 }).hashes).toEqual(
          hashes,
        );
        expect(describeEvent(marked).title).not.toBe("");
        expect(markInApp(marked)).toEqual(marked);
      }),
      { seed: 11, numRuns: 1500 },
    );
  });

  it("is grouped the same by rules when it has been through them before", () => {
    const compiled = compileGrouping(settings);
    fc.assert(
      fc.property(anyEvent, (event) => {
        const { event: marked, grouping } = markAndGroup(event, compiled);
        expect(markAndGroup(marked, compiled).grouping.hashes).toEqual(grouping.hashes);
        const { views } = explainGrouping(marked, settings);
        expect(views.find(({ role }) => role === "decides")?.hash).toBe(grouping.hashes[0]);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
