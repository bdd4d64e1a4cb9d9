import { describe, expect, it } from "vitest";
import { absoluteTime } from "./absolute-time.ts";
import { counted, exactCount, shortCount } from "./count.ts";
import { relativeTime } from "./relative-time.ts";
import { timeRange } from "./time-range.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("relativeTime", () => {
  it.each([
    [0, "just now", "now"],
    [4 * SECOND, "just now", "now"],
    [5 * SECOND, "5 seconds ago", "5s"],
    [MINUTE, "1 minute ago", "1m"],
    [59 * MINUTE, "59 minutes ago", "59m"],
    [HOUR, "1 hour ago", "1h"],
    [DAY - 1, "23 hours ago", "23h"],
    [6 * DAY, "6 days ago", "6d"],
    [14 * DAY, "2 weeks ago", "2w"],
    [62 * DAY, "2 months ago", "2mo"],
    [800 * DAY, "2 years ago", "2y"],
    [-2 * DAY, "in 2 days", "2d"],
  ])("%i ms back", (back, long, short) => {
    const now = Date.UTC(2026, 10, 20);
    expect(relativeTime(now - back, now)).toBe(long);
    expect(relativeTime(now - back, now, "short")).toBe(short);
  });
});

describe("counts", () => {
  it.each([
    [0, "0", "0"],
    [9_999, "9,999", "9,999"],
    [10_000, "10k", "10,000"],
    [12_345, "12.3k", "12,345"],
    [999_999, "1M", "999,999"],
    [2_500_000, "2.5M", "2,500,000"],
  ])("%i", (value, short, exact) => {
    expect(shortCount(value)).toBe(short);
    expect(exactCount(value)).toBe(exact);
  });

  it("agrees in number", () => {
    expect(counted(1, "user")).toBe("1 user");
    expect(counted(3, "user")).toBe("3 users");
    expect(counted(0, "reply", "replies")).toBe("0 replies");
  });
});

describe("times in a zone", () => {
  const at = Date.UTC(2026, 10, 20, 12, 5, 9);

  it("names the zone", () => {
    expect(absoluteTime(at, "UTC")).toBe("20 Nov 2026, 12:05:09 UTC");
    expect(absoluteTime(at, "Europe/Berlin")).toBe("20 Nov 2026, 13:05:09 CET");
  });

  it("shortens a range within a day", () => {
    expect(timeRange(at, at + HOUR, "UTC")).toBe("20 Nov, 12:05 – 13:05");
    expect(timeRange(at, at + DAY, "UTC")).toBe("20 Nov, 12:05 – 21 Nov, 12:05");
  });
});
