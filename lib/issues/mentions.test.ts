import { describe, expect, it } from "vitest";
import { findMentions, type Mentionable } from "#lib/issues/mentions.ts";

const people: Mentionable[] = [
  { type: "user", id: 1, handles: ["Ada", "ada@example.com"] },
  { type: "user", id: 2, handles: ["Ada Lovelace", "lovelace@example.com"] },
  { type: "user", id: 3, handles: ["Zoë", "zoe@example.com"] },
  { type: "team", id: 1, handles: ["web", "Web platform"] },
];
const called = (text: string) => findMentions(text, people).map(({ type, id }) => `${type}:${id}`);

describe("findMentions", () => {
  it.each([
    ["@Ada please look", ["user:1"]],
    ["@ada", ["user:1"]],
    ["(@Ada, @Zoë)", ["user:1", "user:3"]],
    ["@Ada Lovelace knows", ["user:2"]],
    ["@Ada Lovelaces", ["user:1"]],
    ["@lovelace@example.com knows", ["user:2"]],
    ["#web and @Ada", ["team:1", "user:1"]],
    ["#Web platform", ["team:1"]],
    ["@Ada @Ada @ada@example.com", ["user:1"]],
    // An address or an anchor within a word is no call.
    ["write to mail@Ada", []],
    ["page#web", []],
    ["@Adam", []],
    ["@web #Ada", []],
    ["@", []],
    ["", []],
    // Code is quoted, not said.
    ["`@Ada`", []],
    ["```\n@Ada\n```\n@Zoë", ["user:3"]],
    ["```\n@Ada", []],
  ])("%j calls %j", (text, expected) => expect(called(text)).toEqual(expected));

  it("keeps the call as it was written", () => {
    expect(findMentions("hi @ADA LOVELACE", people)).toEqual([
      { type: "user", id: 2, text: "@ADA LOVELACE" },
    ]);
  });

  it("takes a text of nothing but signs in its stride", () => {
    const many = Array.from({ length: 500 }, (_, id): Mentionable => ({
      type: "user",
      id,
      handles: [`person ${"x".repeat(id % 90)} ${id}`],
    }));
    const began = performance.now();
    findMentions("@".repeat(10_000), many);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
