import { describe, expect, it } from "vitest";
import { explainGrouping } from "#lib/issues/grouping/explain.ts";
import { GroupingSettings } from "#lib/issues/grouping/settings.ts";
import type { Event } from "#lib/events/event.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

const frames = [
  buildFrame({ module: "flask.app", function: "run", sdkInApp: false, inApp: false }),
  buildFrame({ module: "shop.pay", function: "charge", sdkInApp: true, contextLine: "  raise Declined()" }),
  buildFrame({ module: "shop.pay", function: "retry", sdkInApp: true }),
];
const python = (parts: Partial<Event> = {}) =>
  buildEvent({ platform: "python", exceptions: [buildException("Declined", "card 12", frames)], ...parts });
const explain = (event: Event, settings: Partial<GroupingSettings> = {}) =>
  explainGrouping(event, { ...GroupingSettings.parse({}), ...settings });
const noStack = (value: string) => buildEvent({ exceptions: [buildException("Timeout", value)] });

describe("the summary", () => {
  it.each<[string, Event, Partial<GroupingSettings>, string]>([
    ["own frames", python(), {}, "Events are grouped by the error type Declined and 2 frames of your code."],
    [
      "no frame in app",
      python({ exceptions: [buildException("Declined", "", frames.slice(0, 1))] }),
      {},
      "Events are grouped by the error type Declined and 1 frame of all code, as none of it is known to be yours.",
    ],
    [
      "no stack",
      noStack("after 30s for 7"),
      {},
      'Events are grouped by the error type Timeout and the message "after <duration> for <int>".',
    ],
    [
      "message",
      buildEvent({ message: { formatted: "User 7 failed" } }),
      {},
      'Events are grouped by the message "User <int> failed".',
    ],
    [
      "nothing",
      buildEvent(),
      {},
      "The event has no error, stack trace or message: all such events of the project share one issue.",
    ],
    [
      "the SDK's fingerprint",
      python({ fingerprint: ["pay", "eu"] }),
      {},
      'The application itself sets the group to "pay", "eu". Stack trace and message play no part.',
    ],
    [
      "a rule's fingerprint",
      python({ fingerprint: ["pay"] }),
      { fingerprintRules: "# pay\ntype:Declined -> declined, {{ level }}" },
      `The fingerprint rule in line 2 of the project's rules sets the group to "declined", "error". Stack trace and message play no part.`,
    ],
    [
      "a rule that splits",
      noStack("x"),
      { fingerprintRules: 'type:Timeout -> {{ default }} "{{ level }}"' },
      `Events are grouped by the error type Timeout and the message "x". The fingerprint rule in line 1 of the project's rules splits that further by "error".`,
    ],
    [
      "a checksum",
      python({ checksum: "order-12", fingerprint: ["pay"] }),
      { fingerprintRules: "type:Declined -> declined" },
      'The application itself sets the group to the checksum "order-12". Nothing else plays a part.',
    ],
    [
      "a template",
      buildEvent({ template: buildFrame({ filename: "shop/cart.html", contextLine: " {{ total }}" }) }),
      {},
      'Events are grouped by the template shop/cart.html and its line "{{ total }}".',
    ],
    [
      "a template without a line",
      buildEvent({ template: buildFrame({ filename: "shop/cart.html" }) }),
      {},
      "Events are grouped by the template shop/cart.html.",
    ],
    [
      "a template without a name",
      buildEvent({ template: buildFrame({ contextLine: "{{ total }}" }) }),
      {},
      'Events are grouped by a template without a name and its line "{{ total }}".',
    ],
    [
      "lost chunks",
      buildEvent({ exceptions: [buildException("ChunkLoadError", "7")] }),
      {},
      "Events of files that a browser could not load after a deployment share one issue.",
    ],
  ])("%s", (_name, event, settings, expected) => expect(explain(event, settings).summary).toBe(expected));
});

describe("the outline", () => {
  it("tells what counted and what was left out", () => {
    const { views, notes } = explain(python());
    expect(views.map(({ title, role }) => [title, role])).toEqual([
      ["Your code", "decides"],
      ["All frames", "joins"],
    ]);
    expect(views[0]?.parts).toEqual([
      { kind: "type", text: "Declined", detail: null, used: true, why: null },
      { kind: "frame", text: "run in flask.app", detail: null, used: false, why: "not in app" },
      { kind: "frame", text: "charge in shop.pay", detail: "raise Declined()", used: true, why: null },
      { kind: "frame", text: "retry in shop.pay", detail: null, used: true, why: null },
      {
        kind: "message",
        text: "card 12",
        detail: null,
        used: false,
        why: "the stack trace or system error takes precedence",
      },
    ]);
    expect(notes).toHaveLength(1);
  });

  it("names the line of a stack-trace rule", () => {
    const { views } = explain(python(), { stackTraceRules: "function:retry -group\nfunction:charge -app" });
    const whys = (name: string) => views.find((view) => view.name === name)?.parts.map(({ why }) => why);
    expect(whys("system")?.[3]).toBe("stack-trace rule in line 1");
    expect(whys("app")?.[2]).toBe("not in app: stack-trace rule in line 2");
    expect(views.find(({ role }) => role === "decides")?.name).toBe("system");
  });

  it("shows what a checksum or a template left unused", () => {
    const viewsOf = (event: Event) =>
      explain(event).views.map(({ name, title, role, hash, reason }) => [name, title, role, hash, reason]);
    const checksum = "0123456789ABCDEF0123456789abcdef";
    const message = { formatted: "User 7 failed" };
    expect(viewsOf(buildEvent({ checksum, message }))).toEqual([
      ["checksum", "Checksum", "decides", checksum.toLowerCase(), null],
      ["default", "Message", "unused", null, "the checksum takes precedence"],
    ]);
    // The MD5 of "order-12".
    const hash = "b0180e42e018cd0b57eacb967b735bf4";
    expect(viewsOf(buildEvent({ checksum: "order-12" }))).toEqual([
      ["hashed_checksum", "Checksum", "decides", hash, null],
      ["fallback", "Nothing to group by", "unused", null, "the checksum takes precedence"],
    ]);
    expect(viewsOf(buildEvent({ template: frames[0], message }))).toEqual([
      ["default", "Message", "decides", expect.any(String), null],
    ]);
    const template = buildFrame({ filename: "shop/cart.html" });
    expect(viewsOf(buildEvent({ template, message }))).toEqual([
      ["default", "Template", "decides", expect.any(String), null],
      ["default", "Message", "unused", null, "the template takes precedence"],
    ]);
    expect(viewsOf(python({ template, message })).slice(-2)).toEqual([
      ["default", "Template", "unused", null, "the stack trace or error takes precedence"],
      ["default", "Message", "unused", null, "the stack trace or error takes precedence"],
    ]);
  });

  it("tells how long the version before is looked up", () => {
    const event = noStack("utf-8 is wrong");
    const previous = { version: 1 as const, until: event.receivedAt + 86_400_000 };
    expect(explain(event, { version: 2, previous }).notes).toEqual([
      "The project went from grouping version 1 to 2: until 2023-11-15 an issue that version 1 made keeps its events.",
    ]);
    expect(explain(event, { version: 2, previous: { version: 1, until: event.receivedAt } }).notes).toEqual(
      [],
    );
  });

  it("has exactly one view that decides, and a title from a rule", () => {
    for (const event of [
      python(),
      buildEvent(),
      noStack("x"),
      python({ fingerprint: ["{{ default }}", "a"] }),
    ])
      expect(explain(event).views.filter(({ role }) => role === "decides")).toHaveLength(1);
    expect(explain(python(), { fingerprintRules: 'type:* -> x title="{{ type }} again"' }).title).toBe(
      "Declined again",
    );
  });
});
