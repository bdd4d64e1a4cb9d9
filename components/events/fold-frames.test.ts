import { describe, expect, it } from "vitest";
import { foldFrames } from "#components/events/fold-frames.ts";

const shape = (inApp: string) =>
  foldFrames([...inApp].map((one) => ({ inApp: one === "a" })))
    .map((run) => (run.kind === "frame" ? "F" : run.frames.length))
    .join("");

describe("foldFrames", () => {
  it.each([
    ["", ""],
    ["aa", "FF"],
    ["lla", "2F"],
    ["lallla", "1F3F"],
    ["alll", "F3"],
    ["lll", "2F"],
  ])("%s → %s", (frames, expected) => expect(shape(frames)).toBe(expected));
});
