import { randomBytes } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  InvalidRecording,
  openRecording,
  parseRecording,
  splitRecording,
  unpackRecording,
} from "#lib/replays/recording.ts";
import { activityOf } from "#lib/replays/replay-json.ts";

const MIB = 1024 * 1024;
const reasonOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidRecording) return error.reason;
    throw error;
  }
  return "none";
};
const frame = (body: string | Uint8Array, first = `{"segment_id":3}`) =>
  Buffer.concat([Buffer.from(`${first}\n`), Buffer.from(body)]);

describe("frames", () => {
  it("parts at the first newline only", () => {
    const { segmentId, body } = splitRecording(frame(`[{"a":"x\ny"}]`));
    expect([segmentId, Buffer.from(body).toString()]).toEqual([3, `[{"a":"x\ny"}]`]);
  });
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["no newline", Buffer.from(`{"segment_id":3}`)],
    ["no JSON", frame("[]", "hello")],
    ["no number", frame("[]", `{"segment_id":"3"}`)],
    ["a negative number", frame("[]", `{"segment_id":-1}`)],
    ["an endless first line", frame("[]", `{"x":"${"x".repeat(2_000)}"}`)],
  ])("refuses %s", (_name, payload) =>
    expect(reasonOf(() => splitRecording(payload))).toBe("missing_segment_id"),
  );
});

describe("compression", () => {
  const json = JSON.stringify([{ timestamp: 1_700_000_000_000, type: 4 }]);
  it.each([
    ["plain", Buffer.from(json)],
    ["zlib", deflateSync(json)],
    ["gzip", gzipSync(json)],
  ])("%s", async (_name, body) => {
    const { json: opened, stored } = openRecording(body);
    expect(Buffer.from(opened).toString()).toBe(json);
    expect(stored[0]).toBe(0x78);
    for (const form of [body, stored]) expect(Buffer.from(await unpackRecording(form)).toString()).toBe(json);
  });
  it.each([
    ["truncated zlib", deflateSync(json).subarray(0, 20), "corrupt_recording"],
    ["garbage", Buffer.from("hello"), "corrupt_recording"],
    ["nothing", Buffer.alloc(0), "corrupt_recording"],
    ["a bomb", deflateSync(Buffer.alloc(9 * MIB)), "too_large"],
    [
      "more than 100 MiB",
      deflateSync(Buffer.alloc(101 * MIB, randomBytes(4_096)), { level: 1 }),
      "too_large",
    ],
  ])("refuses %s", async (_name, body, reason) => {
    expect(reasonOf(() => openRecording(body))).toBe(reason);
    await expect(unpackRecording(body)).rejects.toMatchObject({ reason });
  });
});

describe("events", () => {
  it("are put into the order of their time, seconds and milliseconds alike", () => {
    const events = [
      { type: 3, timestamp: 1_700_000_005_000 },
      { type: 5, timestamp: 1_700_000_001.5 },
      { type: 2, timestamp: 1_700_000_000_000 },
      { type: 9 },
      { type: 9, timestamp: "soon" },
      null,
    ];
    expect(parseRecording(Buffer.from(JSON.stringify(events)))).toEqual([
      { type: 2, timestamp: 1_700_000_000_000 },
      { type: 5, timestamp: 1_700_000_001_500 },
      { type: 3, timestamp: 1_700_000_005_000 },
    ]);
  });
  it.each([
    ["an object", `{"timestamp":1}`, "invalid_recording"],
    ["half a list", `[{"timestamp":1}`, "invalid_recording"],
    ["depth", "[".repeat(100_000) + "]".repeat(100_000), "too_large"],
    ["millions of values", `[${"1,".repeat(3_000_001)}1]`, "too_large"],
  ])("refuses %s", (_name, text, reason) => {
    expect(reasonOf(() => parseRecording(Buffer.from(text)))).toBe(reason);
  });
  it("does not count brackets inside text", () => {
    const text = "[".repeat(5_000) + '\\"';
    expect(parseRecording(Buffer.from(JSON.stringify([{ timestamp: 2e12, text }])))).toHaveLength(1);
  });
});

it.each([
  [2, 3, 6],
  [0, 1, 1],
  [5, 4, 10],
])("%i errors and %i pages are an activity of %i", (errors, urls, activity) =>
  expect(activityOf(errors, urls)).toBe(activity),
);
