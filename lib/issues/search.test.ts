import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type IssueSearch, escapeLike, parseIssueSearch } from "#lib/issues/search.ts";

const cases: [text: string, expected: Partial<IssueSearch>][] = [
  ["", {}],
  ["  checkout   failed ", { words: ["checkout", "failed"] }],
  ['"checkout failed" now', { words: ["checkout failed", "now"] }],
  ['"say \\"hi\\""', { words: ['say "hi"'] }],
  ["is:unresolved is:ignored", { statuses: ["UNRESOLVED", "ARCHIVED"] }],
  ["is:Regressed", { substatuses: ["REGRESSED"] }],
  ["is:unassigned", { assigned: ["nobody"] }],
  ["is:constructor", { words: ["is:constructor"] }],
  ["is:unhandled", { unhandled: true }],
  ["level:fatal level:error", { levels: ["FATAL", "ERROR"] }],
  ["level:loud", { words: ["level:loud"] }],
  ['release:"web@1.2 beta"', { releases: ["web@1.2 beta"] }],
  ["user:Ada@Example.com", { users: ["Ada@Example.com"] }],
  ["assigned:me assigned:none", { assigned: ["me", "nobody"] }],
  ["assigned:#core assigned:Bob@Example.com", { assigned: [{ team: "core" }, { email: "bob@example.com" }] }],
  ["TypeError: x", { words: ["TypeError:", "x"] }],
  ["a\0b user:c\0", { words: ["ab"], users: ["c"] }],
  ["http://a.b/c", { words: ["http://a.b/c"] }],
];

describe("parseIssueSearch", () => {
  const empty = parseIssueSearch("");
  it.each(cases)("reads %j", (text, expected) => {
    expect(parseIssueSearch(text)).toEqual({ ...empty, ...expected });
  });
  it("takes any text, bounded", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        expect(parseIssueSearch(text).words.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe("escapeLike", () => {
  it("makes wildcards literal", () => expect(escapeLike("100%_a\\")).toBe("100\\%\\_a\\\\"));
});
