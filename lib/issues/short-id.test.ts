import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatShortId, parseShortId } from "#lib/issues/short-id.ts";

describe("short ids", () => {
  it.each([
    ["web", 1, "WEB-1"],
    ["web", 31, "WEB-Z"],
    ["web", 32, "WEB-10"],
    ["web", 74, "WEB-2A"],
    ["my-web_2", 1024, "MY-WEB_2-100"],
  ])("%s, %d ↔ %s", (projectSlug, number, text) => {
    expect(formatShortId(projectSlug, number)).toBe(text);
    expect(parseShortId(text)).toEqual({ projectSlug, number });
  });

  it.each([
    [" web-2a ", { projectSlug: "web", number: 74 }],
    ["WEB-IO", { projectSlug: "web", number: 32 }],
    ["web-l", { projectSlug: "web", number: 1 }],
    ["a-b-2A", { projectSlug: "a-b", number: 74 }],
  ])("reads %j", (text, expected) => {
    expect(parseShortId(text)).toEqual(expected);
  });

  it.each([
    "",
    "web",
    "-2A",
    "web-",
    "web-0",
    "web-U",
    "web-2 A",
    "we b-2A",
    "web-ZZZZZZZZZZZ",
    "é-1",
    "--1",
  ])("refuses %j", (text) => {
    expect(parseShortId(text)).toBeNull();
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])("has no short id for %d", (number) => {
    expect(() => formatShortId("web", number)).toThrow(RangeError);
  });

  it("comes back from text for every number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (number) => {
        expect(parseShortId(formatShortId("web", number))).toEqual({ projectSlug: "web", number });
      }),
      { seed: 7 },
    );
  });
});
