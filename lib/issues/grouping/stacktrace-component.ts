import { platformFamily } from "#lib/events/platform-family.ts";
import type { Frame, Stacktrace } from "#lib/events/event.ts";
import { branch, withoutContribution, type Component } from "#lib/issues/grouping/component.ts";
import { frameComponent, hasUrlPath } from "#lib/issues/grouping/frame-component.ts";
import type { FrameVerdict, StackVerdict } from "#lib/issues/grouping/rules/judge-frames.ts";
import { hasJavaScriptFunction } from "#lib/issues/grouping/function-component.ts";

/** The same part of an event seen twice: only the project's own frames, and all frames. */
export type Views = {
  readonly app: Component;
  readonly system: Component;
};

/** The frames of a stack trace that contribute, once for each view. */
export function stacktraceViews(
  stacktrace: Stacktrace,
  eventPlatform: string,
  verdict: StackVerdict | undefined,
): Views {
  const own: Component[] = [];
  const all: Component[] = [];
  let previous: Frame | undefined;
  for (const [index, frame] of stacktrace.frames.entries()) {
    const platform = frame.platform ?? eventPlatform;
    let component = frameComponent(frame, platform);
    if (previous !== undefined && isRecursion(frame, previous)) {
      component = withoutContribution(component, "repeats the frame before");
    } else if (stacktrace.frames.length === 1 && isWeak(frame, platform)) {
      component = withoutContribution(component, "a lone address without a function");
    }
    const said = verdict?.frames[index];
    if (said !== undefined) component = judged(component, said);
    all.push(component);
    own.push(frame.inApp ? component : leftOut(component, notInApp(said)));
    previous = frame;
  }
  return { app: stack(own, verdict), system: stack(all, verdict) };
}

/** Most frames are not in app: copying the whole component took a tenth of the time of grouping. */
function leftOut({ name, children }: Component, reason: string): Component {
  return { name, contributes: false, reason, children };
}

/** What a project's rule says of a frame stands above everything else. */
function judged(component: Component, { group, groupLine }: FrameVerdict): Component {
  if (group === null) return component;
  if (!group) return withoutContribution(component, `stack-trace rule in line ${groupLine}`);
  return branch(component.name, component.children ?? []);
}

function notInApp(said: FrameVerdict | undefined): string {
  return said?.appLine ? `not in app: stack-trace rule in line ${said.appLine}` : "not in app";
}

function stack(frames: readonly Component[], verdict: StackVerdict | undefined): Component {
  if (verdict === undefined) return branch("stacktrace", frames);
  const { minFrames, maxFrames } = verdict;
  let left = maxFrames === 0 ? Infinity : maxFrames;
  const kept = frames.map((frame) => frame);
  for (let at = kept.length - 1; at >= 0; at -= 1) {
    const frame = kept[at];
    if (!frame?.contributes) continue;
    if (left <= 0) kept[at] = withoutContribution(frame, `beyond the ${maxFrames} frames that a rule allows`);
    left -= 1;
  }
  const component = branch("stacktrace", kept);
  const count = kept.filter((frame) => frame.contributes).length;
  return count > 0 && count < minFrames
    ? withoutContribution(component, `fewer than the ${minFrames} frames that a rule demands`)
    : component;
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
