import { describe, expect, it } from "vitest";
import { compileGlobs } from "#lib/filters/glob.ts";
import { compileAddresses, isAddressPattern } from "#lib/filters/ip-matcher.ts";

describe("addresses", () => {
  it.each([
    ["10.0.0.0/8", "10.200.1.1", true],
    ["10.0.0.0/8", "::ffff:10.200.1.1", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["2001:db8::/32", "2001:db8:1::1", true],
    ["2001:db8::1", "2001:0db8:0::1", true],
    ["192.0.2.*", "192.0.2.77", true],
    ["192.0.2.*", "::ffff:192.0.2.77", true],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["10.0.0.0/8", "not an address", false],
  ])("%s and %s: %s", (pattern, address, expected) =>
    expect(compileAddresses([pattern])(address)).toBe(expected),
  );

  it.each([
    ["10.0.0.1", true],
    ["10.0.0.0/33", false],
    ["::/129", false],
    ["10.*", true],
    ["fe80:*", true],
    ["office", false],
    ["10.0.0.0/8/8", false],
    ["", false],
  ])("%s may be written: %s", (text, expected) => expect(isAddressPattern(text)).toBe(expected));
});

describe("globs", () => {
  it.each([
    ["a*b*c", "aXXbYYc", true],
    ["a*b*c", "aXXcYYb", false],
    ["*", "", true],
    ["**", "anything", true],
    ["ab*ba", "aba", false],
    ["ab*ba", "abba", true],
    ["*a*a", "a", false],
    ["[x]?.+", "[X]?.+", true],
  ])("%s on %s: %s", (glob, text, expected) => expect(compileGlobs([glob])(text)).toBe(expected));

  it.each([
    ["many stars", ["*a".repeat(240) + "*b"], "a".repeat(8_192)],
    ["long part", ["*" + "a".repeat(400) + "b*"], "a".repeat(8_192)],
    ["repeating part", ["*" + "ab".repeat(200) + "c*"], "ab".repeat(4_096)],
    [
      "hard to search",
      Array.from({ length: 200 }, (_, i) => `*${i % 10}${"a".repeat(480)}*`),
      "a".repeat(8_192),
    ],
    ["two hundred", Array.from({ length: 200 }, (_, i) => `*${"a".repeat(240)}${i}*`), "a".repeat(8_192)],
  ])("take no time: %s", (_name, globs, text) => {
    const matches = compileGlobs(globs);
    const begun = performance.now();
    expect(matches(text)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
