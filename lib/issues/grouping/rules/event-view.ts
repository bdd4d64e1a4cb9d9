// What rules see of an event, made once however many rules look at it.
import type { Event, ExceptionValue, Frame } from "#lib/events/event.ts";
import { platformFamily, type PlatformFamily } from "#lib/events/platform-family.ts";
import { soleThread } from "#lib/events/sole-thread.ts";
import { newWork, type Work } from "#lib/issues/grouping/rules/glob.ts";
import { trimNativeFunction } from "#lib/issues/grouping/names/native-function.ts";

/** One frame; stack-trace rules change `inApp` and `category` while they run. */
export type FrameView = {
  readonly functions: readonly string[];
  readonly module: string | undefined;
  /** In lower case, with forward slashes. */
  readonly paths: readonly string[];
  readonly filenames: readonly string[];
  readonly packages: readonly string[];
  readonly family: PlatformFamily;
  readonly exception: ExceptionValue | undefined;
  inApp: boolean;
  category: string | undefined;
};

export type EventView = {
  readonly event: Event;
  readonly work: Work;
  readonly stacks: () => readonly (readonly FrameView[])[];
};

/** The frame as rules see it. `inApp` is what they start from. */
export function viewFrame(
  frame: Frame,
  inApp: boolean,
  eventPlatform: string,
  exception?: ExceptionValue,
): FrameView {
  const family = platformFamily(frame.platform ?? eventPlatform);
  return {
    functions: functionsOf(frame, family),
    module: frame.module,
    paths: [
      ...pathForms(frame.absPath),
      ...(frame.filename === frame.absPath ? [] : pathForms(frame.filename)),
    ],
    filenames: pathForms(frame.filename ?? frame.absPath),
    packages: pathForms(frame.package),
    family,
    exception,
    inApp,
    category: undefined,
  };
}

/** The event as fingerprint rules see it; its frames are looked at only when a rule asks for them. */
export function viewEvent(event: Event): EventView {
  let stacks: FrameView[][] | undefined;
  return { event, work: newWork(), stacks: () => (stacks ??= viewStacks(event)) };
}

/** The stacks of the exceptions, else that of the thread that stands for the event, else the event's own. */
function viewStacks(event: Event): FrameView[][] {
  const stacks: FrameView[][] = [];
  for (const exception of event.exceptions) {
    const frames = exception.stacktrace?.frames;
    if (frames) stacks.push(frames.map((frame) => viewFrame(frame, frame.inApp, event.platform, exception)));
  }
  if (stacks.length > 0) return stacks;
  const frames = (soleThread(event)?.stacktrace ?? event.stacktrace)?.frames;
  return frames ? [frames.map((frame) => viewFrame(frame, frame.inApp, event.platform))] : [];
}

function functionsOf(frame: Frame, family: PlatformFamily): string[] {
  const name = frame.function;
  if (name === undefined) return [];
  const trimmed = family === "native" ? trimNativeFunction(name) : name;
  return trimmed === name ? [name] : [trimmed, name];
}

// A relative path also counts as if it began at the root: "**/app/**" finds "app/x.js".
function pathForms(path: string | undefined): string[] {
  if (path === undefined || path === "") return [];
  const normal = path.toLowerCase().replaceAll("\\", "/");
  return normal.startsWith("/") ? [normal] : [normal, `/${normal}`];
}
