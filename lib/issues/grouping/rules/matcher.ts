// One condition on an event, in the words of the fingerprint rules: `type:TypeError`, `!module:"vendor *"`.
import { z } from "zod";
import type { Event, ExceptionValue, Thread } from "#lib/events/event.ts";
import {
  eventTest,
  exceptionTest,
  frameTest,
  tagTest,
  threadTest,
  type Test,
} from "#lib/issues/grouping/rules/compile-test.ts";
import { viewEvent, type EventView, type FrameView } from "#lib/issues/grouping/rules/event-view.ts";
import type { Work } from "#lib/issues/grouping/rules/glob.ts";
import { readMatcherKey } from "#lib/issues/grouping/rules/matcher-keys.ts";

export const Matcher = z.object({ key: z.string(), pattern: z.string(), negated: z.boolean() });
export type Matcher = z.infer<typeof Matcher>;

/** Matchers of an event, and of the frames right before and after the one that they hold for. */
export type Condition = {
  readonly caller: Matcher | null;
  readonly matchers: readonly Matcher[];
  readonly callee: Matcher | null;
};

type Tests = {
  readonly event: Test<Event>[];
  readonly exception: Test<ExceptionValue | undefined>[];
  readonly thread: Test<Thread | undefined>[];
  readonly frame: Test<FrameView>[];
};

/**
 * Whether all matchers hold for an event. Those of frames must hold for the same frame, those of exceptions
 * and threads for the same exception and thread. A key that does not exist never holds.
 */
export function compileMatchers(matchers: readonly Matcher[]): (event: Event) => boolean {
  const holds = compileCondition({ caller: null, matchers, callee: null });
  return (event) => holds(viewEvent(event));
}

/** The same with neighbours of the frame; no matchers hold for no event. */
export function compileCondition({ caller, matchers, callee }: Condition): (view: EventView) => boolean {
  const tests: Tests = { event: [], exception: [], thread: [], frame: [] };
  if (matchers.length === 0 || !matchers.every((matcher) => addTest(matcher, tests))) return () => false;
  const before = caller && compileFrameMatcher(caller);
  const after = callee && compileFrameMatcher(callee);
  if ((caller && !before) || (callee && !after)) return () => false;
  const looksAtFrames = tests.frame.length > 0 || before !== null || after !== null;
  return (view) => {
    const { event, work } = view;
    if (work.left < 0) return false;
    return (
      tests.event.every((test) => test(event, work)) &&
      holdsForOne(event.exceptions, tests.exception, work) &&
      holdsForOne(event.threads, tests.thread, work) &&
      (!looksAtFrames ||
        view.stacks().some((stack) => holdsForFrame(stack, { tests: tests.frame, before, after }, work))) &&
      work.left >= 0
    );
  };
}

/** A matcher of a frame; null when its key is about something else. */
export function compileFrameMatcher(matcher: Matcher): Test<FrameView> | null {
  const key = readMatcherKey(matcher.key);
  return key?.scope === "frame" ? signed(matcher, frameTest(key.key, matcher.pattern)) : null;
}

function addTest(matcher: Matcher, tests: Tests): boolean {
  const key = readMatcherKey(matcher.key);
  switch (key?.scope) {
    case undefined:
      return false;
    case "frame":
      tests.frame.push(signed(matcher, frameTest(key.key, matcher.pattern)));
      return true;
    case "exception":
      tests.exception.push(signed(matcher, exceptionTest(key.key, matcher.pattern)));
      return true;
    case "thread":
      tests.thread.push(signed(matcher, threadTest(key.key, matcher.pattern)));
      return true;
    case "event":
      tests.event.push(signed(matcher, eventTest(key.key, matcher.pattern)));
      return true;
    case "tag":
      tests.event.push(signed(matcher, tagTest(key.key, matcher.pattern)));
      return true;
  }
}

function signed<T>({ negated }: Matcher, test: Test<T>): Test<T> {
  return negated ? (subject, work) => !test(subject, work) : test;
}

/** Where there is nothing to look at, only negated matchers hold. */
function holdsForOne<T>(subjects: readonly T[], tests: readonly Test<T | undefined>[], work: Work): boolean {
  if (tests.length === 0) return true;
  if (subjects.length === 0) return tests.every((test) => test(undefined, work));
  return subjects.some((subject) => tests.every((test) => test(subject, work)));
}

/** Tests of a frame and of those right before and after it. */
export type FrameTests = {
  readonly tests: readonly Test<FrameView>[];
  readonly before: Test<FrameView> | null;
  readonly after: Test<FrameView> | null;
};

function holdsForFrame(stack: readonly FrameView[], tests: FrameTests, work: Work): boolean {
  return stack.some((_frame, index) => holdsAt(stack, index, tests, work));
}

/** Whether the tests hold for one frame of a stack. */
export function holdsAt(
  stack: readonly FrameView[],
  index: number,
  { tests, before, after }: FrameTests,
  work: Work,
): boolean {
  const frame = stack[index];
  if (frame === undefined) return false;
  for (const test of tests) if (!test(frame, work)) return false;
  const caller = stack[index - 1];
  const callee = stack[index + 1];
  if (before !== null && (caller === undefined || !before(caller, work))) return false;
  return after === null || (callee !== undefined && after(callee, work));
}
