import { expect, it } from "vitest";
import { parseTimeUs } from "#lib/traces/span-time.ts";

const AT = Date.UTC(2026, 10, 20, 8) * 1000;

it.each([
  [AT / 1e6, AT],
  [AT / 1e6 + 0.123456, AT + 123_456],
  [`${AT / 1e6}.123456`, AT + 123_456],
  ["2026-11-20T08:00:00.123456Z", AT + 123_456],
  ["2026-11-20T08:00:00.123456", AT + 123_456],
  ["2026-11-20T08:00:00.123456789Z", AT + 123_456],
  ["2026-11-20T09:00:00.1+01:00", AT + 100_000],
  ["2026-11-20T08:00:00Z", AT],
  ["yesterday", undefined],
  ["", undefined],
  [null, undefined],
  [-1, undefined],
  [Infinity, undefined],
  [NaN, undefined],
  [1e15, undefined],
])("%j is %s", (told, expected) => {
  expect(parseTimeUs(told)).toBe(expected);
});
