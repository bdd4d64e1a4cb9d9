import { expect, it } from "vitest";
import { bytesText, windowText } from "#lib/format/limit.ts";

it.each([
  [1, "second"],
  [45, "45 seconds"],
  [60, "minute"],
  [90, "90 seconds"],
  [300, "5 minutes"],
  [3_600, "hour"],
  [86_400, "day"],
  [604_800, "7 days"],
])("%i s are a limit per %s", (seconds, text) => {
  expect(windowText(seconds)).toBe(text);
});

it.each([
  [0, "0 bytes"],
  [1_023, "1,023 bytes"],
  [1_536, "1.5 KiB"],
  [1_073_741_824, "1 GiB"],
])("%i bytes are %s", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
