import { describe, expect, it } from "vitest";
import { type MergedGroup, unmergePreview } from "#components/issues/merged-preview.ts";

const group = (id: string, origin: string): MergedGroup => ({
  id,
  hash: "",
  title: "",
  events: 1,
  firstSeen: 0,
  lastSeen: 0,
  origin,
  isOwn: origin === "WEB-1",
  eventHref: null,
});
const groups = [
  group("a", "WEB-1"),
  group("b", "WEB-1"),
  group("c", "WEB-2"),
  group("d", "WEB-2"),
  ...["3", "4", "5", "6"].map((number) => group(number, `WEB-${number}`)),
];

describe("what unmerging would do", () => {
  it.each([
    ["", "Select groups to take out. Their later events go with them."],
    ["a", "1 group becomes a new issue."],
    ["ab", "2 groups become a new issue."],
    ["c", "1 group becomes a new issue."],
    ["cd", "WEB-2 comes back as it was."],
    ["cd3", "WEB-2 and WEB-3 come back as they were."],
    ["cd34", "WEB-2, WEB-3 and WEB-4 come back as they were."],
    ["cd3456", "WEB-2, WEB-3 and 3 more come back as they were."],
    ["acd", "WEB-2 comes back as it was, and 1 group becomes a new issue."],
    ["abcd3456", "At least one group has to stay."],
  ])("with %j selected", (selected, words) => {
    expect(unmergePreview(groups, new Set(selected), groups.length)).toBe(words);
  });
});
