import { describe, expect, it } from "vitest";
import { foldReports } from "#lib/feedback/fold-reports.ts";
import type { NewFeedback } from "#lib/feedback/new-feedback.ts";

const MINUTE = 60_000;

/** A report about event a at this minute. */
const report = (minute: number, message: string, parts: Partial<NewFeedback> = {}): NewFeedback => ({
  projectId: 1,
  eventId: "a".repeat(32),
  associatedEventId: "b".repeat(32),
  replayId: null,
  message,
  name: "",
  email: "",
  url: "",
  source: "user_report",
  isReport: true,
  event: null,
  timestamp: minute * MINUTE,
  receivedAt: minute * MINUTE,
  ...parts,
});

const fold = (feedback: NewFeedback[], storedAtMinute?: number) => {
  const stored = new Map(
    storedAtMinute === undefined ? [] : [[`1:${"a".repeat(32)}`, storedAtMinute * MINUTE]],
  );
  const { kept, repeated } = foldReports(feedback, stored);
  return {
    kept: [...kept.values()].map(({ message, receivedAt }) => [message, receivedAt / MINUTE]),
    repeated: [...repeated].map(({ message }) => message),
  };
};

describe("foldReports", () => {
  it.each([
    ["one", [report(0, "x")], undefined, [["x", 0]], []],
    ["within five minutes", [report(0, "x"), report(5, "y")], undefined, [["y", 0]], []],
    ["later", [report(0, "x"), report(5.1, "y")], undefined, [["x", 0]], ["y"]],
    ["from the first on", [report(0, "x"), report(4, "y"), report(8, "z")], undefined, [["y", 0]], ["z"]],
    ["after a stored one", [report(4, "x"), report(8, "y")], 0, [["x", 4]], ["y"]],
    ["long after a stored one", [report(9, "x")], 0, [], ["x"]],
    [
      "feedback, which nothing replaces",
      [report(0, "x", { isReport: false }), report(1, "y", { isReport: false })],
      undefined,
      [["x", 0]],
      ["y"],
    ],
    ["feedback that is stored", [report(1, "x", { isReport: false })], 0, [], ["x"]],
    [
      "of two projects",
      [report(0, "x"), report(9, "y", { projectId: 2 })],
      undefined,
      [
        ["x", 0],
        ["y", 9],
      ],
      [],
    ],
  ])("%s", (_, feedback, stored, kept, repeated) => {
    expect(fold(feedback, stored)).toEqual({ kept, repeated });
  });
});
