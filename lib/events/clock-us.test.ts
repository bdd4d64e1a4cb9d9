import { describe, expect, it } from "vitest";
import { parseTimestampUs, readSampleTime } from "#lib/events/clock-us.ts";

const NOON = Date.parse("2026-11-20T12:00:00Z");

describe("parseTimestampUs", () => {
  it.each([
    [1_763_640_000.123456, 1_763_640_000_123_456],
    ["1763640000.123456", 1_763_640_000_123_456],
    ["2026-11-20T12:00:00Z", NOON * 1000],
    ["2026-11-20T12:00:00.123456789Z", NOON * 1000 + 123_456],
    ["2026-11-20T14:00:00.0000015+02:00", NOON * 1000 + 1],
    ["2026-11-20T12:00:00.5Z", NOON * 1000 + 500_000],
  ])("reads %j", (told, us) => {
    expect(parseTimestampUs(told)).toBe(us);
  });

  it.each([null, undefined, "", "yesterday", {}, Number.NaN, -1, "1.2.3"])("refuses %j", (told) => {
    expect(parseTimestampUs(told)).toBeUndefined();
  });
});

describe("readSampleTime", () => {
  const read = (told: unknown, drift = 0) => readSampleTime(told, { receivedAt: NOON, drift });

  it("keeps what is near", () => {
    expect(read(NOON / 1000 + 59)).toEqual({ us: (NOON + 59_000) * 1000 });
    expect(read(NOON / 1000 - 29 * 86_400).problem).toBeUndefined();
  });

  it.each([
    [NOON / 1000 + 61, "shifted", /in the future/],
    [NOON / 1000 - 31 * 86_400, "shifted", /older than 30 days/],
    ["soon", "invalid", /not a time/],
    [undefined, "invalid", /not a time/],
  ])("replaces %j by the time of receipt", (told, kind, detail) => {
    const { us, problem } = read(told);
    expect(us).toBe(NOON * 1000);
    expect(problem?.kind).toBe(kind);
    expect(problem?.detail).toMatch(detail);
  });

  it("puts a clock right that runs two hours late", () => {
    const { us, problem } = read(NOON / 1000 - 7200, 7_200_000);
    expect(us).toBe(NOON * 1000);
    expect(problem?.detail).toMatch(/off by 7200 s/);
  });
});
