import { expect, it } from "vitest";
import type { Event } from "#lib/events/event.ts";
import { flagTags } from "#lib/events/flag-tags.ts";

type Flags = Event["flags"];
const many = (count: number): Flags =>
  Array.from({ length: count }, (_, at) => ({ flag: `f${at}`, result: at }));

it.each<[string, Flags, [string, string][]]>([
  ["none", [], []],
  ["a boolean", [{ flag: "new-checkout", result: true }], [["flags.new-checkout", "true"]]],
  ["off", [{ flag: "new-checkout", result: false }], [["flags.new-checkout", "false"]]],
  ["a number", [{ flag: "limit", result: 0 }], [["flags.limit", "0"]]],
  ["a text of several lines", [{ flag: "arm", result: " a\r\nb " }], [["flags.arm", "a b"]]],
  [
    "what is no scalar",
    [
      { flag: "list", result: [1] },
      { flag: "object", result: { a: 1 } },
      { flag: "nothing", result: null },
      { flag: "empty", result: "" },
      { flag: " ", result: true },
    ],
    [],
  ],
  [
    "one that was evaluated twice",
    [
      { flag: "a", result: false },
      { flag: "b", result: true },
      { flag: "a", result: true },
    ],
    [
      ["flags.a", "true"],
      ["flags.b", "true"],
    ],
  ],
  [
    "a later result that is no scalar does not bring an older one back",
    [
      { flag: "a", result: true },
      { flag: "a", result: null },
    ],
    [],
  ],
])("%s", (_, flags, tags) => {
  expect(flagTags(flags)).toEqual(tags);
});

it("keeps the fifty that were evaluated last", () => {
  const keys = flagTags([...many(60), { flag: "f0", result: true }]).map(([key]) => key);
  expect(keys).toHaveLength(50);
  expect(keys).toContain("flags.f59");
  expect(keys).toContain("flags.f0");
  expect(keys).not.toContain("flags.f10");
});

it("cuts names and values", () => {
  const [[key, value] = ["", ""]] = flagTags([{ flag: "n".repeat(500), result: "v".repeat(500) }]);
  expect([key.length, value.length]).toEqual([196, 200]);
});
