import type { Event, Frame, Stacktrace } from "#lib/events/event.ts";
import { soleThread } from "#lib/events/sole-thread.ts";
import { mainException } from "#lib/issues/grouping/main-exception.ts";

/** The frame where the event happened: the last one in app, else the last one. */
export function crashFrame(event: Event): Frame | undefined {
  const frames = mainStack(event)?.frames;
  return frames?.findLast((frame) => frame.inApp) ?? frames?.at(-1);
}

function mainStack(event: Event): Stacktrace | undefined {
  return (
    mainException(event)?.stacktrace ??
    soleThread(event)?.stacktrace ??
    event.stacktrace ??
    event.exceptions.findLast((exception) => exception.stacktrace !== undefined)?.stacktrace
  );
}
