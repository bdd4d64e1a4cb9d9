// Runs the stack-trace rules of a project over the frames of one stack.
import type { ExceptionValue, Frame } from "#lib/events/event.ts";
import { exceptionTest, familiesOf, type Test } from "#lib/issues/grouping/rules/compile-test.ts";
import { viewFrame, type FrameView } from "#lib/issues/grouping/rules/event-view.ts";
import type { Work } from "#lib/issues/grouping/rules/glob.ts";
import {
  compileFrameMatcher,
  holdsAt,
  type FrameTests,
  type Matcher,
} from "#lib/issues/grouping/rules/matcher.ts";
import { readMatcherKey } from "#lib/issues/grouping/rules/matcher-keys.ts";
import type { Placed } from "#lib/issues/grouping/rules/rule-line.ts";
import type { StackTraceAction, StackTraceRule } from "#lib/issues/grouping/rules/stack-trace-rules.ts";

/** What the rules say of a frame, with the line of the last rule that said so. */
export type FrameVerdict = {
  readonly inApp: boolean;
  readonly appLine: number | null;
  /** Whether it makes the group; null when no rule says. */
  readonly group: boolean | null;
  readonly groupLine: number | null;
};

/** What the rules say of a stack. */
export type StackVerdict = {
  readonly frames: readonly FrameVerdict[];
  /** The frames nearest to the crash that make the group; 0 for all. */
  readonly maxFrames: number;
  /** With fewer frames than that, the stack makes no group. */
  readonly minFrames: number;
};

/** @returns null when no rule matched. */
export type FrameJudge = (stack: {
  readonly frames: readonly Frame[];
  readonly platform: string;
  readonly exception?: ExceptionValue;
  /** One for all stacks of an event. */
  readonly work: Work;
}) => StackVerdict | null;

type CompiledRule = {
  readonly exceptionTests: readonly Test<ExceptionValue | undefined>[];
  readonly frame: FrameTests;
  readonly actions: readonly StackTraceAction[];
  readonly line: number;
};

type Draft = {
  readonly views: readonly FrameView[];
  readonly appLines: (number | null)[];
  readonly groups: (boolean | null)[];
  readonly groupLines: (number | null)[];
  maxFrames: number;
  minFrames: number;
};

/** Compiles rules; they run in their order, and what a later one says of a frame counts. */
export function compileStackTraceRules(rules: readonly Placed<StackTraceRule>[]): FrameJudge {
  const compiled = rules.map(compileRule);
  return ({ frames, platform, exception, work }) => {
    const views = frames.map((frame) => viewFrame(frame, frame.inApp, platform, exception));
    let draft: Draft | null = null;
    for (const rule of compiled) {
      if (!rule.exceptionTests.every((test) => test(exception, work))) continue;
      // All frames are looked at before any is changed, so that one rule does not feed itself.
      const hits = findHits(views, rule, work);
      if (work.left < 0) break;
      if (hits.length === 0) continue;
      draft ??= newDraft(views);
      for (const action of rule.actions) act(draft, hits, action, rule.line);
    }
    return draft && verdictOf(draft);
  };
}

function compileRule({ matchers, caller, callee, actions, line }: Placed<StackTraceRule>): CompiledRule {
  const exceptionTests: Test<ExceptionValue | undefined>[] = [];
  const frameTests: Test<FrameView>[] = [];
  for (const matcher of matchers) {
    const key = readMatcherKey(matcher.key);
    if (key?.scope === "exception") {
      const test = exceptionTest(key.key, matcher.pattern);
      exceptionTests.push(matcher.negated ? (one, work) => !test(one, work) : test);
    } else frameTests.push(frameTestOf(matcher));
  }
  return {
    exceptionTests,
    frame: {
      tests: frameTests,
      before: caller && frameTestOf(caller),
      after: callee && frameTestOf(callee),
    },
    actions,
    line,
  };
}

/** Of a frame, of its family, or, in brackets, of the exception that it belongs to. */
function frameTestOf(matcher: Matcher): Test<FrameView> {
  const test = compileFrameMatcher(matcher);
  if (test !== null) return test;
  const key = readMatcherKey(matcher.key);
  if (key?.scope === "exception") {
    const holds = exceptionTest(key.key, matcher.pattern);
    return ({ exception }, work) => holds(exception, work) !== matcher.negated;
  }
  const families = familiesOf(matcher.pattern);
  return ({ family }) => families.has(family) !== matcher.negated;
}

function findHits(views: readonly FrameView[], rule: CompiledRule, work: Work): number[] {
  const hits: number[] = [];
  for (let index = 0; index < views.length; index += 1) {
    if (holdsAt(views, index, rule.frame, work)) hits.push(index);
  }
  return hits;
}

function newDraft(views: readonly FrameView[]): Draft {
  return {
    views,
    appLines: views.map(() => null),
    groups: views.map(() => null),
    groupLines: views.map(() => null),
    maxFrames: 0,
    minFrames: 0,
  };
}

/** `^` reaches from the first hit to the crash, `v` from the outermost caller to the last hit. */
function act(draft: Draft, hits: readonly number[], action: StackTraceAction, line: number): void {
  switch (action.kind) {
    case "max-frames":
      draft.maxFrames = action.count;
      return;
    case "min-frames":
      draft.minFrames = action.count;
      return;
    case "category":
      for (const index of hits) {
        const view = draft.views[index];
        if (view) view.category = action.name;
      }
      return;
    case "app":
    case "group":
      for (const index of reach(action.range, hits, draft.views.length)) setFlag(draft, index, action, line);
  }
}

function reach(
  range: "frame" | "after" | "before",
  hits: readonly number[],
  length: number,
): readonly number[] {
  if (range === "frame") return hits;
  const from = range === "after" ? (hits[0] ?? length) + 1 : 0;
  const to = range === "after" ? length : (hits.at(-1) ?? 0);
  return Array.from({ length: Math.max(to - from, 0) }, (_, index) => from + index);
}

function setFlag(
  draft: Draft,
  at: number,
  { kind, on }: { kind: "app" | "group"; on: boolean },
  line: number,
) {
  if (kind === "group") {
    draft.groups[at] = on;
    draft.groupLines[at] = line;
    return;
  }
  const view = draft.views[at];
  if (view === undefined) return;
  view.inApp = on;
  draft.appLines[at] = line;
}

function verdictOf({ views, appLines, groups, groupLines, maxFrames, minFrames }: Draft): StackVerdict {
  const frames = views.map(({ inApp }, index) => ({
    inApp,
    appLine: appLines[index] ?? null,
    group: groups[index] ?? null,
    groupLine: groupLines[index] ?? null,
  }));
  return { frames, maxFrames, minFrames };
}
