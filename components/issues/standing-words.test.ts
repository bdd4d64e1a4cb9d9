import { describe, expect, it } from "vitest";
import { type Standing, standingWords, windowWords } from "#components/issues/standing-words.ts";

const nothing: Standing = { substatus: null, resolution: null, snooze: null, regression: "" };
const resolution = { version: null, after: null, commit: null };
const until = (snooze: Standing["snooze"]): Standing => ({
  ...nothing,
  substatus: "ARCHIVED_UNTIL_CONDITION_MET",
  snooze,
});

describe("standingWords", () => {
  it.each([
    ["resolved", nothing, ""],
    [
      "resolved",
      { ...nothing, resolution: { ...resolution, kind: "IN_RELEASE", version: "2.4.1" } },
      "in 2.4.1",
    ],
    [
      "resolved",
      { ...nothing, resolution: { ...resolution, kind: "IN_NEXT_RELEASE" } },
      "in the next release",
    ],
    [
      "resolved",
      { ...nothing, resolution: { ...resolution, kind: "IN_NEXT_RELEASE", after: "2.4.0" } },
      "in the release after 2.4.0",
    ],
    [
      "resolved",
      { ...nothing, resolution: { ...resolution, kind: "IN_COMMIT", commit: "0123456789abcdef" } },
      "by commit 0123456789",
    ],
    [
      "regressed",
      { ...nothing, regression: "in 2.5.0, was resolved in 2.4.1" },
      "in 2.5.0, was resolved in 2.4.1",
    ],
    ["archived", { ...nothing, substatus: "ARCHIVED_FOREVER" }, "forever"],
    ["archived", { ...nothing, substatus: "ARCHIVED_UNTIL_ESCALATING" }, "until it escalates"],
    ["archived", until({ count: 100, soFar: 37 }), "until it happens 100 more times (37 so far)"],
    ["archived", until({ count: 1, soFar: 0 }), "until it happens 1 more time (0 so far)"],
    [
      "archived",
      until({ count: 100, windowMinutes: 60, soFar: 37 }),
      "until it happens 100 times within an hour",
    ],
    ["archived", until({ userCount: 1, soFar: 0 }), "until 1 more user has it"],
    [
      "archived",
      until({ userCount: 10, userWindowMinutes: 2880, soFar: 0 }),
      "until 10 more users have it within 2 days",
    ],
    [
      "archived",
      until({ count: 5, userCount: 2, soFar: 1 }),
      "until it happens 5 more times (1 so far), or until 2 more users have it",
    ],
    ["new", { ...nothing, resolution: { ...resolution, kind: "IN_RELEASE", version: "1" } }, ""],
  ] as const)("%s %j: %s", (chip, standing, expected) =>
    expect(standingWords(chip, standing)).toBe(expected),
  );

  it("names the day that an archive ends", () => {
    expect(standingWords("archived", until({ until: Date.UTC(2026, 2, 12, 9), soFar: 0 }))).toMatch(
      /^until .*12.*2026/,
    );
  });
});

it.each([
  [1, "a minute"],
  [60, "an hour"],
  [90, "90 minutes"],
  [1440, "a day"],
  [10_080, "7 days"],
])("%i minutes are %s", (minutes, words) => expect(windowWords(minutes)).toBe(words));
