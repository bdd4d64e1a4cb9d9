import { describe, expect, it } from "vitest";
import { clockDrift, parseTimestamp, readEventTime } from "#lib/events/clock.ts";
import { Remarks } from "#lib/events/remarks.ts";

const noon = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;

describe("parseTimestamp", () => {
  it.each([
    ["2026-11-20T12:00:00Z", noon],
    ["2026-11-20T12:00:00", noon],
    ["2026-11-20 12:00:00+00:00", noon],
    ["2026-11-20T14:00:00.000000000+02:00", noon],
    ["2026-11-20T07:00:00-0500", noon],
    ["2026-11-20T12:00:00.57Z", noon + 570],
    ["2026-11-20T12:00:00.123456789Z", noon + 123],
    [noon / 1000, noon],
    [noon / 1000 + 0.25, noon + 250],
    [String(noon / 1000), noon],
    [0, 0],
  ])("reads %s", (told, time) => {
    expect(parseTimestamp(told)).toBe(time);
  });

  it.each([
    ["", "soon", "2026-13-20T12:00:00Z", "2026-11-20T25:00:00Z", "0001-01-01T00:00:00Z", "2026-11-20"],
    [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, true, null],
    [[], {}, undefined, "9".repeat(1_000_000), `${" ".repeat(100)}1`, "1e9"],
  ])("refuses %s, %s, %s, …", (...told) => {
    expect(told.map(parseTimestamp)).toEqual(told.map(() => undefined));
  });
});

describe("clockDrift", () => {
  it.each([
    [noon, 0],
    [noon - 54 * minute, 0],
    [noon - 55 * minute, 55 * minute],
    [noon + 120 * minute, -120 * minute],
  ])("sent at %d", (sent, drift) => {
    expect(clockDrift(sent / 1000, noon)).toBe(drift);
  });

  it("is nothing without a readable time", () => {
    expect([undefined, "garbage", ""].map((sentAt) => clockDrift(sentAt, noon))).toEqual([0, 0, 0]);
  });
});

describe("readEventTime", () => {
  const day = 24 * 60 * minute;
  it.each([
    { name: "in time", told: noon - 5000, time: noon - 5000, shift: 0, remarks: 0 },
    { name: "30 s ahead", told: noon + 30_000, time: noon + 30_000, shift: 0, remarks: 0 },
    { name: "61 s ahead", told: noon + 61_000, time: noon, shift: -61_000, remarks: 1 },
    { name: "31 days old", told: noon - 31 * day, time: noon, shift: 31 * day, remarks: 1 },
    { name: "year 1970", told: 0, time: noon, shift: noon, remarks: 1 },
    { name: "in ten years", told: noon + 3650 * day, time: noon, shift: -3650 * day, remarks: 1 },
  ])("$name", ({ told, time, shift, remarks }) => {
    const wire = { fields: { timestamp: told / 1000 }, path: "", remarks: new Remarks() };
    expect(readEventTime(wire, { receivedAt: noon })).toEqual({ timestamp: time, shift });
    expect(wire.remarks.list).toHaveLength(remarks);
  });

  it("follows the sender's clock when that is two hours ahead, not when it is half an hour", () => {
    const at = (ahead: number) =>
      readEventTime(
        { fields: { timestamp: (noon + ahead - 5000) / 1000 }, path: "", remarks: new Remarks() },
        { receivedAt: noon, sentAt: new Date(noon + ahead).toISOString() },
      );
    expect(at(120 * minute)).toEqual({ timestamp: noon - 5000, shift: -120 * minute });
    expect(at(-30 * minute)).toEqual({ timestamp: noon - 30 * minute - 5000, shift: 0 });
  });

  it("takes the time of receipt for none, and for one it cannot read", () => {
    const remarks = new Remarks();
    expect(readEventTime({ fields: {}, path: "", remarks }, { receivedAt: noon }).timestamp).toBe(noon);
    expect(remarks.list).toEqual([]);
    expect(
      readEventTime({ fields: { timestamp: "now" }, path: "", remarks }, { receivedAt: noon }).timestamp,
    ).toBe(noon);
    expect(remarks.list).toEqual([{ path: "timestamp", kind: "invalid", detail: "not a time" }]);
  });
});
