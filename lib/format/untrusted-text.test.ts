import { describe, expect, it } from "vitest";
import { untrustedText } from "#lib/format/untrusted-text.ts";

// (61) of docs/bad-input.md.
describe("untrustedText", () => {
  it.each([
    ["plain text", "plain text"],
    ["<b>&amp;", "<b>&amp;"],
    ["שלום עולם", "שלום עולם"],
    ["user\u202excod.exe", "user[U+202E]xcod.exe"],
    [`z${"\u0301".repeat(40)}!`, `z${"\u0301".repeat(4)}!`],
    ["a\u0000b\tc\n", "a\ufffdb\tc\n"],
  ])("shows %j", (text, shown) => expect(untrustedText(text)).toBe(shown));
  it("cuts what is too long", () => expect(untrustedText("abcdef", 4)).toBe("abcd… (2 more)"));
});
