// What hostile senders and clumsy rules must not achieve.
import { describe, expect, it } from "vitest";
import { Event, type Json } from "#lib/events/event.ts";
import {
  replaceSecretParts,
  secretKeyRule,
  isSecretText,
  isAddressKey,
} from "#lib/scrubbing/default-rules.ts";
import { LIMITS } from "#lib/scrubbing/limits.ts";
import { OrganizationScrubbing, ScrubbingSettings, type ScrubbingRule } from "#lib/scrubbing/schema.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";
import { VALUE_TYPES } from "#lib/scrubbing/value-types.ts";
import { buildEvent } from "#server/testing/build-event.ts";
import { normalizePayload } from "#server/testing/normalize-payload.ts";

const organizationScrubbing = OrganizationScrubbing.parse({});
const scrubber = (settings: Partial<ScrubbingSettings> = {}) =>
  scrubberOf({ scrubbing: ScrubbingSettings.parse(settings), organizationScrubbing });

const fill = (unit: string, chars = 16_384) => unit.repeat(Math.ceil(chars / unit.length)).slice(0, chars);
const HOSTILE = [
  "a",
  "A1",
  "AB12 ",
  "DE89 3704 ",
  `AA11${"A".repeat(40)} `,
  "4",
  "4111 ",
  "4111-",
  "1-",
  "123-45-",
  "@",
  "a@",
  "a@a.",
  "a.",
  ".",
  ":",
  "a:",
  "1.",
  "::",
  "://",
  "://a",
  "-----BEGIN A-----",
  "-----BEGIN ",
  "bearer ",
  "bearer a",
  "token ",
  "token-",
  "auth_",
  "auth ",
  'token" ',
  "/home/",
  "c:\\users\\",
  "1234-",
  "ab:",
  "0-",
  " ",
  "\n",
  "ß",
  "\ud83d",
  "356938 ",
].map((unit) => fill(unit));

/** Milliseconds of the fastest of three: a machine that does something else slows one of them, our code all. */
function timed(work: () => void): number {
  const runs = [1, 2, 3].map(() => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...runs);
}

describe("a hostile text", () => {
  it.each(Object.keys(VALUE_TYPES))("takes %s no time", (type) => {
    const find = Object.entries(VALUE_TYPES).find(([name]) => name === type)?.[1];
    for (const text of HOSTILE)
      expect(
        timed(() => find?.(text, () => "X")),
        text.slice(0, 20),
      ).toBeLessThan(50);
  });

  it("takes the default rules no time", () => {
    for (const text of HOSTILE) {
      const spent = timed(() => {
        replaceSecretParts(text, { emails: true, with: "X" }, () => undefined);
        isSecretText(text);
        secretKeyRule(text);
        isAddressKey(text);
      });
      expect(spent, text.slice(0, 20)).toBeLessThan(50);
    }
  });

  it.each(["(a+)+$", "(a|aa)+$", "(.*)*b", "(\\w+\\s?)+x", "^(a?){30}a{30}$"])(
    "takes the pattern %s no time",
    (pattern) => {
      const rules: ScrubbingRule[] = [{ method: "mask", type: "pattern", pattern, source: "extra.*" }];
      const { event } = scrubber({ scrubDefaults: false, rules });
      event(buildEvent({ extra: { warm: "up" } }));
      expect(timed(() => void event(buildEvent({ extra: { text: `${fill("a", 8_192)}!` } })))).toBeLessThan(
        50,
      );
    },
  );
});

describe("any event", () => {
  // A small generator with a seed, so that a failure can be repeated.
  function generator(seed: number) {
    let state = seed;
    const next = () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff;
    const pick = <T>(list: readonly T[], otherwise: T): T =>
      list[Math.floor(next() * list.length)] ?? otherwise;
    const words = [
      "password",
      "token",
      "x",
      "4111111111111111",
      "a@b.co",
      "10.0.0.1",
      "::1",
      "ß",
      "\ud83d\ude00",
      "[Filtered]",
      "",
      "0",
      "user",
      "secret: ",
      "Bearer abcdefgh",
      "://u:p@h",
    ];
    const text = () =>
      Array.from({ length: Math.floor(next() * 6) }, () => pick(words, "")).join(pick([" ", "", "="], " "));
    const value = (depth: number): Json => {
      const kind = Math.floor(next() * (depth > 0 ? 7 : 4));
      if (kind === 0) return next() * 1e17;
      if (kind === 1) return next() > 0.5;
      if (kind < 4) return text();
      if (kind === 4) return null;
      const length = Math.floor(next() * 5);
      if (kind === 5) return Array.from({ length }, () => value(depth - 1));
      return Object.fromEntries(Array.from({ length }, () => [text(), value(depth - 1)]));
    };
    return { value, text, pick };
  }

  it("is scrubbed without an error into an event", () => {
    const methods = ["remove", "mask", "hash", "replace"] as const;
    const types = ["anything", "password", ...Object.keys(VALUE_TYPES)];
    const sources = [
      "**",
      "*",
      "$string",
      "$user",
      "extra.**",
      "** && !extra.**",
      "$frame",
      "$error || $http",
      "tags.*",
      "$number",
      "contexts",
    ];
    for (let seed = 1; seed <= 400; seed++) {
      const { value, text, pick } = generator(seed);
      const object = () => ({ [text() || "a"]: value(3), password: value(1) });
      const event = normalizePayload({
        message: { message: text(), formatted: text(), params: value(2) },
        exception: {
          values: [
            { type: text(), value: text(), stacktrace: { frames: [{ function: text(), vars: object() }] } },
          ],
        },
        breadcrumbs: [{ message: text(), data: object() }],
        request: { url: text(), headers: object(), cookies: object(), data: value(3), env: object() },
        user: { id: text(), email: text(), ...object() },
        tags: object(),
        extra: object(),
        contexts: { app: object() },
      });
      const rules: ScrubbingRule[] =
        seed % 2
          ? []
          : [
              { method: pick(methods, "mask"), type: pick(types, "email"), source: pick(sources, "**") },
              {
                method: pick(methods, "mask"),
                type: pick(types, "email"),
                source: pick(sources, "**"),
                replacement: text(),
              },
            ];
      const scrubbed = scrubber({ rules, scrubIpAddresses: seed % 3 === 0 }).event(event);
      // As the store has it: what is undefined is not there.
      expect(Event.safeParse(JSON.parse(JSON.stringify(scrubbed))).success, `seed ${seed}`).toBe(true);
      for (const [, tag] of scrubbed.tags) expect(tag.length).toBeLessThanOrEqual(LIMITS.tagChars);
    }
  });

  it("gets no text beyond its bound", () => {
    const rules: ScrubbingRule[] = [
      { method: "replace", type: "pattern", pattern: ".", replacement: "x".repeat(200), source: "**" },
    ];
    const long = "a".repeat(8_192);
    const scrubbed = scrubber({ rules }).event(
      buildEvent({
        extra: { a: long, b: "b" },
        tags: [["t", "a".repeat(200)]],
        message: { formatted: long },
        user: { id: "12345" },
      }),
    );
    expect(String(scrubbed.extra["a"])).toHaveLength(LIMITS.chars);
    expect(String(scrubbed.extra["b"])).toHaveLength(200);
    expect(scrubbed.tags[0]?.[1]).toHaveLength(LIMITS.tagChars);
    expect(scrubbed.message?.formatted).toHaveLength(LIMITS.chars);
  });

  it("of the usual size takes little time", () => {
    const event = normalizePayload({
      exception: {
        values: [
          {
            type: "E",
            value: "x",
            stacktrace: {
              frames: Array.from({ length: 30 }, (_, i) => ({
                filename: `https://example.com/chunk-${i}.js`,
                function: `f${i}`,
                lineno: i,
                vars: { order: `order ${i}`, id: i },
              })),
            },
          },
        ],
      },
      breadcrumbs: Array.from({ length: 60 }, (_, i) => ({
        category: "fetch",
        message: "div.app > main > button.btn",
        data: { method: "GET", url: `https://api.example.com/v1/orders/${i * 9_173}?page=${i}` },
      })),
      extra: { note: "a sentence of some length. ".repeat(50) },
    });
    const { event: scrub } = scrubber();
    for (let round = 0; round < 200; round++) scrub(event);
    const rounds = Array.from({ length: 50 }, () => timed(() => void scrub(event)));
    // About 0.04 ms on a quiet machine; other work shares this one.
    expect(Math.min(...rounds)).toBeLessThan(0.5);
  });
});
