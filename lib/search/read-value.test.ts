import { describe, expect, it } from "vitest";
import { readBoolean, readDuration, readNumber, readTime, readTimeSpan } from "#lib/search/read-value.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;

describe("readNumber", () => {
  it.each([
    ["5", 5],
    ["-2.5", -2.5],
    [" 7 ", 7],
    ["1.5k", 1_500],
    ["2M", 2_000_000],
    ["3b", 3e9],
    ["k", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["", undefined],
  ])("%j is %j", (text, number) => expect(readNumber(text)).toBe(number));
});

describe("readDuration", () => {
  it.each([
    ["300", 300],
    ["300ms", 300],
    ["2s", 2_000],
    ["1.5m", 90_000],
    ["1min", 60_000],
    ["2h", 2 * HOUR],
    ["2hr", 2 * HOUR],
    ["1d", 24 * HOUR],
    ["1day", 24 * HOUR],
    ["1wk", 168 * HOUR],
    ["1w", 168 * HOUR],
    ["-1s", undefined],
    ["1y", undefined],
  ])("%j is %j", (text, ms) => expect(readDuration(text)).toBe(ms));
});

describe("readBoolean", () => {
  it.each([
    ["true", true],
    ["YES", true],
    ["1", true],
    ["false", false],
    ["0", false],
    ["maybe", undefined],
  ])("%j is %j", (text, truth) => expect(readBoolean(text)).toBe(truth));
});

describe("readTimeSpan", () => {
  it.each([
    ["-24h", { from: NOW - 24 * HOUR, until: null }],
    ["+2d", { from: null, until: NOW - 48 * HOUR + 1 }],
    ["-1w", { from: NOW - 168 * HOUR, until: null }],
    ["2026-11-20", { from: Date.UTC(2026, 10, 20), until: Date.UTC(2026, 10, 21) }],
    ["2026-11-20T08:00", { from: Date.UTC(2026, 10, 20, 8), until: Date.UTC(2026, 10, 20, 8) + 1 }],
    ["2026-11-20T08:00:00+02:00", { from: Date.UTC(2026, 10, 20, 6), until: Date.UTC(2026, 10, 20, 6) + 1 }],
    ["1700000000", { from: 1_700_000_000_000, until: 1_700_000_000_001 }],
    ["2026-13-40", undefined],
    ["yesterday", undefined],
    ["-24y", undefined],
  ])("%j is %j", (text, span) => expect(readTimeSpan(text, NOW)).toEqual(span));
});

describe("readTime", () => {
  it.each([
    ["-24h", NOW - 24 * HOUR],
    ["+24h", NOW - 24 * HOUR],
    ["2026-11-20", Date.UTC(2026, 10, 20)],
    ["9999-01-01", Date.UTC(2200, 0)],
    ["", undefined],
  ])("%j is %j", (text, at) => expect(readTime(text, NOW)).toBe(at));
});
