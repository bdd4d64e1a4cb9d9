import { describe, expect, it } from "vitest";
import { compileGlob, newWork } from "#lib/issues/grouping/rules/glob.ts";

describe("texts", () => {
  it.each([
    ["", "", true],
    ["", "a", false],
    ["abc", "abc", true],
    ["a*c", "abbc", true],
    ["a*c", "a/b/c", true],
    ["*", "", true],
    ["ab*ba", "aba", false],
    ["*a*a", "a", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["?*?", "a", false],
    ["?*?", "ab", true],
    ["[abc]x", "bx", true],
    ["[!abc]x", "bx", false],
    ["[a-c][0-9]", "b7", true],
    ["items[0]", "items[0]", true],
    ["items[0]*", "items[0] is", true],
    ["items[0]", "items0", true],
    ["[Foo bar", "[Foo bar", true],
    ["a\\*c", "a*c", true],
    ["a\\*c", "abc", false],
    ["\\[a]", "[a]", true],
    ["(a+)+$", "(a+)+$", true],
  ])("%s on %s: %s", (pattern, text, expected) =>
    expect(compileGlob(pattern)(text, newWork())).toBe(expected),
  );
});

describe("paths", () => {
  it.each([
    ["/a/*/c", "/a/b/c", true],
    ["/a/*/c", "/a/b/b/c", false],
    ["/a/**/c", "/a/b/b/c", true],
    ["**/c", "/a/b/c", true],
    ["**/c/*.js", "/a/c/b/c/x.js", true],
    ["**/c/*.js", "/a/c/b/x.js", false],
    ["*.js", "a/b.js", false],
    ["**.js", "a/b.js", true],
    ["/a?b", "/a/b", false],
    ["**/*a*/*b*/**", "/xax/yby/z", true],
    ["**/*a*/*b*/**", "/xax/y/yby/z", false],
  ])("%s on %s: %s", (pattern, text, expected) =>
    expect(compileGlob(pattern, { path: true })(text, newWork())).toBe(expected),
  );

  const a = "a".repeat(2048);
  it.each([
    ["stars", "*a".repeat(240) + "b", a],
    ["double stars", "**a*".repeat(120) + "b", a],
    ["question marks", "*?".repeat(240) + "b", a],
    ["sets", "*[ab]".repeat(100) + "c", a],
    ["long part", `*${"a".repeat(400)}b*`, a],
    ["slashes", "**/*".repeat(120) + "b", "/a".repeat(1024)],
  ])("take no time: %s", (_name, pattern, text) => {
    const times = [0, 1, 2].map(() => {
      const begun = performance.now();
      expect(compileGlob(pattern, { path: true })(text, newWork())).toBe(false);
      return performance.now() - begun;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
