// What rules do to groups, through the whole of grouping.
import { describe, expect, it } from "vitest";
import type { Event } from "#lib/events/event.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { markAndGroup } from "#lib/issues/grouping/group-event.ts";
import { GroupingSettings } from "#lib/issues/grouping/settings.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

const names = ["main", "serve", "handle", "charge", "retry", "send"];
/** Six frames; the SDK says that the middle ones are in app. */
const stacked = (type = "Declined", last = "send"): Event =>
  buildEvent({
    platform: "python",
    transaction: "/pay",
    exceptions: [
      buildException(
        type,
        "card 12 declined",
        [...names.slice(0, 5), last].map((name, index) =>
          buildFrame({
            module: index < 2 ? "wsgi" : index < 5 ? "shop" : "http.client",
            absPath: `/srv/${index < 5 ? "shop" : "lib"}/${name}.py`,
            function: name,
            sdkInApp: index > 1 && index < 5,
            inApp: index > 1 && index < 5,
          }),
        ),
        { type: "django", handled: false },
      ),
    ],
  });

const run = (settings: Partial<GroupingSettings>, event = stacked()) =>
  markAndGroup(event, compileGrouping({ ...GroupingSettings.parse({}), ...settings }));
const inApp = (rules: string) =>
  run({ stackTraceRules: rules })
    .event.exceptions[0]?.stacktrace?.frames.filter((frame) => frame.inApp)
    .map((frame) => frame.function)
    .join(" ");
/** The functions that make the hash of a view. */
const counted = (rules: string, view: "app" | "system") => {
  const { variants } = run({ stackTraceRules: rules }).grouping;
  const exception = variants.find(({ name }) => name === view)?.component;
  const stack = exception?.children?.find(({ name }) => name === "stacktrace");
  if (!stack?.contributes) return "";
  const frames = stack.children?.filter((frame) => frame.contributes) ?? [];
  return frames.map((frame) => frame.children?.find(({ name }) => name === "function")?.value).join(" ");
};

describe("stack-trace rules on frames in app", () => {
  it.each([
    ["", "handle charge retry"],
    ["function:send +app", "handle charge retry send"],
    ["module:shop -app", ""],
    ["path:**/RETRY.py -app", "handle charge"],
    ["path:/srv/shop/* +app", "main serve handle charge retry"],
    ["function:charge ^-app", "handle charge"],
    ["function:charge v-app", "charge retry"],
    ["function:charge v+app", "main serve handle charge retry"],
    ["app:no +app", "main serve handle charge retry send"],
    ["!module:shop +app", "main serve handle charge retry send"],
    ["app:yes -app\nfunction:main +app", "main"],
    ["function:main +app\napp:yes -app", ""],
    ["error.type:Declined function:handle -app", "charge retry"],
    ["error.type:Other function:handle -app", "handle charge retry"],
    ["error.value:CARD* function:handle -app", "charge retry"],
    ["error.mechanism:django function:handle -app", "charge retry"],
    ["family:other function:handle -app", "charge retry"],
    ["family:native,javascript function:handle -app", "handle charge retry"],
    ["[ function:serve ] | module:shop -app", "charge retry"],
    ["module:shop | [ function:send ] -app", "handle charge"],
    ["[ function:handle ] | function:charge | [ function:retry ] -app", "handle retry"],
    ["[ function:main ] | function:main -app", "handle charge retry"],
    ["function:ch* category=pay\ncategory:pay -app", "handle retry"],
    ["function:handle -app\nnonsense\nfunction:retry -app", "charge"],
  ])("%j: %s", (rules, expected) => expect(inApp(rules)).toBe(expected));
});

describe("stack-trace rules on the group", () => {
  it.each([
    ["function:charge -group", "handle retry", "main serve handle retry send"],
    ["function:charge ^-group", "handle charge", "main serve handle charge"],
    ["function:charge v-group", "charge retry", "charge retry send"],
    ["module:* -group\nfunction:retry +group", "retry", "retry"],
    ["module:shop max-frames=2", "charge retry", "retry send"],
    ["module:shop min-frames=4", "", "main serve handle charge retry send"],
    ["module:shop min-frames=3 max-frames=0", "handle charge retry", "main serve handle charge retry send"],
  ])("%j: %s; %s", (rules, app, system) => {
    expect(counted(rules, "app")).toBe(app);
    expect(counted(rules, "system")).toBe(system);
  });

  it("bring frames back that built-in rules leave out", () => {
    const event = buildEvent({
      platform: "node",
      exceptions: [
        buildException("E", "", [
          buildFrame({
            absPath: "/srv/node_modules/tslib/x.js",
            filename: "/srv/node_modules/tslib/x.js",
            function: "a",
          }),
          buildFrame({ absPath: "/srv/b.js", filename: "/srv/b.js", function: "b" }),
        ]),
      ],
    });
    const plain = run({}, event).grouping.hashes;
    expect(run({ stackTraceRules: "path:**/tslib/** +app" }, event).grouping.hashes).toEqual(plain);
    expect(run({ stackTraceRules: "path:**/tslib/** +app +group" }, event).grouping.hashes).not.toEqual(
      plain,
    );
  });

  it("are the same when they run again over what they made", () => {
    const settings = { stackTraceRules: "app:yes -app\n[ app:no ] | function:send +app" };
    const first = run(settings);
    expect(run(settings, first.event)).toEqual(first);
    expect(run({}, first.event)).toEqual(run({}));
  });
});

describe("fingerprint rules", () => {
  const fingerprint = (rules: string, event = stacked()) => {
    const { grouping } = run({ fingerprintRules: rules }, event);
    return [grouping.variants[0]?.name, grouping.variants[0]?.fingerprint, grouping.title];
  };

  it.each([
    ["type:Declined -> pay", ["custom_fingerprint", ["pay"], undefined]],
    ["type:Other -> pay", ["app", undefined, undefined]],
    ["type:Other -> a\ntype:Decl* -> b\ntype:* -> c", ["custom_fingerprint", ["b"], undefined]],
    ["message:*declined -> {{ message }}", ["custom_fingerprint", ["card <int> declined"], undefined]],
    [
      'function:charge module:shop -> {{ type }}, {{ function }} title="{{ type }} in {{ transaction }}"',
      ["custom_fingerprint", ["Declined", "retry"], "Declined in /pay"],
    ],
    ["function:charge module:wsgi -> a", ["app", undefined, undefined]],
    ["[ function:serve ] | function:handle -> a", ["custom_fingerprint", ["a"], undefined]],
    ["[ function:main ] | function:handle -> a", ["app", undefined, undefined]],
    ["app:yes -> {{ default }}, eu", ["app", ["{{ default }}", "eu"], undefined]],
    ["type:Declined -> {{ default }}", ["app", undefined, undefined]],
    [
      "type:Declined -> {{ logger }}, {{ tags.a }}",
      ["custom_fingerprint", ["<no-logger>", "<no-value-for-tag-a>"], undefined],
    ],
    ["nonsense\ntype:Declined -> pay", ["custom_fingerprint", ["pay"], undefined]],
  ])("%s", (rules, expected) => expect(fingerprint(rules)).toEqual(expected));

  it("replace the SDK's and the built-in fingerprint, and are named", () => {
    const sdk = { ...stacked(), fingerprint: ["sdk"] };
    expect(fingerprint("type:Declined -> {{ default }}", sdk)[0]).toBe("app");
    const chunk = buildEvent({ exceptions: [buildException("ChunkLoadError", "1")] });
    expect(fingerprint("type:Chunk* -> mine", chunk)[0]).toBe("custom_fingerprint");
    expect(run({ fingerprintRules: "\ntype:Declined -> x" }).grouping.variants[0]?.source).toEqual({
      kind: "rule",
      line: 2,
      text: "type:Declined -> x",
    });
  });

  it("see the frames as stack-trace rules left them", () => {
    const settings = {
      stackTraceRules: "function:send +app",
      fingerprintRules: "app:yes function:send -> a",
    };
    expect(run(settings).grouping.variants[0]?.name).toBe("custom_fingerprint");
  });
});

describe("hostile rules and events", () => {
  it.each([
    ["stars", `${"*a".repeat(25)}*b`, `${"*a".repeat(25)}*b`],
    ["stars that end well", `${"*a".repeat(25)}*/*a`, `${"*a".repeat(20)}?*?`],
    ["long texts", `*${"a".repeat(60)}b*`, `*${"a".repeat(60)}b*`],
    ["negated", `nothing !path:nothing`, `nothing !function:nothing`],
  ])("stay within a bounded time: %s", (_name, pathPattern, pattern) => {
    const path = `/${"a".repeat(2000)}`;
    const event = buildEvent({
      exceptions: [
        buildException(
          "E",
          "a".repeat(8192),
          Array.from({ length: 250 }, () => buildFrame({ absPath: path, function: "a".repeat(512) })),
        ),
      ],
    });
    const stackTraceRules = `path:**/${pathPattern} function:${pattern} -app\n`.repeat(400);
    const fingerprintRules = `path:**/${pathPattern} -> a\nmessage:"${pattern}" -> b\n`.repeat(200);
    run({ stackTraceRules, fingerprintRules }, stacked());
    const begun = performance.now();
    run({ stackTraceRules, fingerprintRules }, event);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
