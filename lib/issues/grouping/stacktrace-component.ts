import { platformFamily } from "#lib/events/platform-family.ts";
import type { Event, Frame, Stacktrace, Thread } from "#lib/events/event.ts";
import { branch, withoutContribution, type Component } from "#lib/issues/grouping/component.ts";
import { frameComponent, hasUrlPath } from "#lib/issues/grouping/frame-component.ts";
import { hasJavaScriptFunction } from "#lib/issues/grouping/function-component.ts";

/** The same part of an event seen twice: only the project's own frames, and all frames. */
export type Views = {
  readonly app: Component;
  readonly system: Component;
};

/** The frames of a stack trace that contribute, once for each view. */
export function stacktraceViews(stacktrace: Stacktrace, eventPlatform: string): Views {
  const own: Component[] = [];
  const all: Component[] = [];
  let previous: Frame | undefined;
  for (const frame of stacktrace.frames) {
    const platform = frame.platform ?? eventPlatform;
    let component = frameComponent(frame, platform);
    if (previous !== undefined && isRecursion(frame, previous)) {
      component = withoutContribution(component, "repeats the frame before");
    } else if (stacktrace.frames.length === 1 && isWeak(frame, platform)) {
      component = withoutContribution(component, "a lone address without a function");
    }
    all.push(component);
    if (frame.inApp) own.push(component);
    previous = frame;
  }
  const left = all.length - own.length;
  const reason = left > 0 ? `${left} of ${all.length} frames are not in app` : undefined;
  return { app: branch("stacktrace", own, reason), system: branch("stacktrace", all) };
}

/** The thread that stands for the event: the crashed one, else the current one, else the only one. */
export function soleThread(event: Event): Thread | undefined {
  for (const candidates of [
    event.threads.filter((thread) => thread.crashed),
    event.threads.filter((thread) => thread.current),
    event.threads,
  ]) {
    if (candidates.length === 1) return candidates[0];
  }
  return undefined;
}

function isRecursion(a: Frame, b: Frame): boolean {
  return (
    a.line === b.line &&
    a.column === b.column &&
    a.function === b.function &&
    a.module === b.module &&
    a.filename === b.filename &&
    a.absPath === b.absPath &&
    a.package === b.package
  );
}

function isWeak(frame: Frame, platform: string): boolean {
  if (platformFamily(platform) !== "javascript" || frame.sourceMapped) return false;
  return hasUrlPath(frame) && !hasJavaScriptFunction(frame);
}
