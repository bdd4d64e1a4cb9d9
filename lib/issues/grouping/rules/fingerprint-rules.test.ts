import { describe, expect, it } from "vitest";
import { parseFingerprintRules } from "#lib/issues/grouping/rules/fingerprint-rules.ts";

const matcher = (key: string, pattern: string, negated = false) => ({ key, pattern, negated });

describe("lines that can be read", () => {
  it.each([
    [
      "type:DatabaseError -> database",
      { matchers: [matcher("type", "DatabaseError")], values: ["database"] },
    ],
    [
      'message:"*timed out*" !level:info -> timeout, {{ transaction }} title="Timeout in {{ transaction }}"',
      {
        matchers: [matcher("message", "*timed out*"), matcher("level", "info", true)],
        values: ["timeout", "{{ transaction }}"],
        title: "Timeout in {{ transaction }}",
      },
    ],
    [
      'tags.plan:free thread.crashed:yes -> "a, b" {{default}},c',
      {
        matchers: [matcher("tags.plan", "free"), matcher("thread.crashed", "yes")],
        values: ["a, b", "{{default}}", "c"],
      },
    ],
    [
      '"tags.a b":x -> {{ tags.plan }}',
      { matchers: [matcher("tags.a b", "x")], values: ["{{ tags.plan }}"] },
    ],
    [
      "[ app:no ] | function:pay | [ module:lib.* ] -> pay",
      {
        caller: matcher("app", "no"),
        matchers: [matcher("function", "pay")],
        callee: matcher("module", "lib.*"),
        values: ["pay"],
      },
    ],
    [
      'sdk:* -> "say \\"hi\\"" title="x",',
      { matchers: [matcher("sdk", "*")], values: ['say "hi"'], title: "x" },
    ],
  ])("%s", (text, expected) => {
    const { rules, errors } = parseFingerprintRules(text);
    expect(errors).toEqual([]);
    expect(rules).toEqual([{ caller: null, callee: null, title: null, ...expected, line: 1, text }]);
  });
});

describe("lines that cannot", () => {
  it.each([
    ["type:A", 7, 'Expected "->" and the fingerprint after the conditions'],
    ["type:A ->", 10, 'Expected a fingerprint after "->"'],
    ['type:A -> title="x"', 20, 'Expected a fingerprint after "->"'],
    ["-> a", 1, "A rule begins with a condition like type:TypeError"],
    ["typo:A -> a", 1, 'There is no key "typo"'],
    ["type:A -> {{ colour }}", 11, 'There is no variable "colour"'],
    ['type:A -> a title="{{ colour }}"', 13, 'There is no variable "colour"'],
    ['type:A -> "a', 11, "This quote is never closed"],
    ['type:A -> a title="x" title="y"', 23, "A rule has one title"],
    ['type:A -> a level="x"', 13, "Only title may be set here"],
    ["type:A -> , a", 11, 'Expected a value before ","'],
    ['type:A -> ""', 11, "A value must not be empty"],
    ["category:a -> a", 1, 'The key "category" works in stack-trace rules only'],
    ["[ type:A ] | function:b -> a", 1, 'The key "type" is none of a frame: it cannot stand in brackets'],
    [`type:A -> ${"a ".repeat(21)}`, 51, "A fingerprint may have 20 values"],
    [`type:A -> ${"a".repeat(1025)}`, 11, "A value may have 1024 characters"],
  ])("%s", (text, column, message) => {
    expect(parseFingerprintRules(text)).toEqual({ rules: [], errors: [{ line: 1, column, message }] });
  });
});
