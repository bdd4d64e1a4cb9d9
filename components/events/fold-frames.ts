// Which frames stand open and which are folded away together.
import type { Frame } from "#lib/events/event.ts";

/** One frame of the app, or a run of library frames; `index` is the place in the original list. */
export type FrameRun =
  | { kind: "frame"; frame: Frame; index: number }
  | { kind: "library"; frames: { frame: Frame; index: number }[] };

/**
 * The frames in their order, runs of library frames gathered. A stack without any app frame has its last
 * frame, where it happened, standing alone.
 */
export function foldFrames(frames: readonly Frame[]): FrameRun[] {
  const hasApp = frames.some((frame) => frame.inApp);
  const runs: FrameRun[] = [];
  frames.forEach((frame, index) => {
    const alone = frame.inApp || (!hasApp && index === frames.length - 1);
    const last = runs.at(-1);
    if (alone) runs.push({ kind: "frame", frame, index });
    else if (last?.kind === "library") last.frames.push({ frame, index });
    else runs.push({ kind: "library", frames: [{ frame, index }] });
  });
  return runs;
}
