import type { Event, ExceptionValue, Stacktrace } from "#lib/events/event.ts";
import { newWork } from "#lib/issues/grouping/rules/glob.ts";
import type { FrameJudge, StackVerdict } from "#lib/issues/grouping/rules/judge-frames.ts";

/** What the stack-trace rules of a project say of an event. */
export type JudgedEvent = {
  /** With the frames in app that the rules put there; the same event when they changed none. */
  readonly event: Event;
  /** Of the stacks of that event where a rule matched. */
  readonly verdicts: ReadonlyMap<Stacktrace, StackVerdict>;
};

/** Runs the rules over every stack of an event that has the built-in marks. */
export function judgeEvent(event: Event, judge: FrameJudge): JudgedEvent {
  const verdicts = new Map<Stacktrace, StackVerdict>();
  const work = newWork();
  const judgeStack = (stacktrace: Stacktrace | undefined, exception?: ExceptionValue) => {
    if (stacktrace === undefined) return undefined;
    const verdict = judge({ frames: stacktrace.frames, platform: event.platform, exception, work });
    if (verdict === null) return stacktrace;
    const judged = withMarks(stacktrace, verdict);
    verdicts.set(judged, verdict);
    return judged;
  };
  const judged: Event = {
    ...event,
    exceptions: event.exceptions.map((one) => ({ ...one, stacktrace: judgeStack(one.stacktrace, one) })),
    threads: event.threads.map((one) => ({ ...one, stacktrace: judgeStack(one.stacktrace) })),
    stacktrace: judgeStack(event.stacktrace),
  };
  return verdicts.size === 0 ? { event, verdicts } : { event: judged, verdicts };
}

function withMarks(stacktrace: Stacktrace, { frames }: StackVerdict): Stacktrace {
  return {
    ...stacktrace,
    frames: stacktrace.frames.map((frame, index) => {
      const inApp = frames[index]?.inApp ?? frame.inApp;
      return inApp === frame.inApp ? frame : { ...frame, inApp };
    }),
  };
}
