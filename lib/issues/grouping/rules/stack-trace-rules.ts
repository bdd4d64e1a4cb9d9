// `[caller] | matcher+ | [callee] action+`: which frames are the project's own, and which make the group.
import type { Condition, Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import { readMatcherKey } from "#lib/issues/grouping/rules/matcher-keys.ts";
import { parseLines, type ParsedRules, type RuleLine } from "#lib/issues/grouping/rules/rule-line.ts";

/** What a rule does to the frame that it matched, the frames after it (towards the crash), or before it. */
export type StackTraceAction =
  | {
      readonly kind: "app" | "group";
      readonly range: "frame" | "after" | "before";
      readonly on: boolean;
    }
  | { readonly kind: "max-frames" | "min-frames"; readonly count: number }
  | { readonly kind: "category"; readonly name: string };

/** One line. */
export type StackTraceRule = Condition & { readonly actions: readonly StackTraceAction[] };

const flag = /([\^v]?)([+-])([a-z]+)(?=\s|$)/y;
const setting = /([a-z][a-z-]*)=(\S*)/y;
const mostFrames = 250;
const mostActions = 10;
const ranges = { "": "frame", "^": "after", v: "before" } as const;

/** Reads the stack-trace rules of a project. Never throws. */
export function parseStackTraceRules(text: string): ParsedRules<StackTraceRule> {
  return parseLines(text, parseRule);
}

function parseRule(line: RuleLine): StackTraceRule {
  const caller = checked(line, line.at, line.readCaller());
  const begin = line.at;
  const { matchers, callee } = line.readMatchers(() => /^(?:[\^v]?[+-]|[a-z-]+=|#)/.test(line.word));
  if (matchers.length === 0) line.fail("A rule begins with a condition like function:handle*", begin);
  for (const matcher of [...matchers, callee]) checked(line, begin, matcher);
  const actions: StackTraceAction[] = [];
  while (!line.isAtEnd && !line.word.startsWith("#")) {
    if (actions.length === mostActions) line.fail(`A rule may have ${mostActions} actions`);
    actions.push(readAction(line));
  }
  if (actions.length === 0) line.fail("What should happen? A rule ends with an action like -app or +group");
  return { caller, matchers, callee, actions };
}

/** Rules of frames run before anything else is known of an event. */
function checked(line: RuleLine, at: number, matcher: Matcher | null): Matcher | null {
  const key = matcher && readMatcherKey(matcher.key);
  if (!matcher || !key) return matcher;
  if (key.scope === "frame" || key.scope === "exception" || key.key === "family") return matcher;
  return line.fail(`The key "${matcher.key}" works in fingerprint rules only`, at);
}

function readAction(line: RuleLine): StackTraceAction {
  const begin = line.at;
  const word = line.word;
  const [, range, sign, what] = line.match(flag) ?? [];
  if (what !== undefined) {
    if (what !== "app" && what !== "group") line.fail(`"${word}" is no action: use app or group`, begin);
    if (range !== "" && range !== "^" && range !== "v") line.fail(`"${word}" is no action`, begin);
    return { kind: what, range: ranges[range], on: sign === "+" };
  }
  const [, name, value = ""] = line.match(setting) ?? [];
  if (name === "max-frames" || name === "min-frames") {
    const count = /^\d{1,3}$/.test(value) ? Number(value) : Infinity;
    if (count > mostFrames) line.fail(`${name} takes a number from 0 to ${mostFrames}`, begin);
    return { kind: name, count };
  }
  if (name === "category") {
    if (!/^[\w-]{1,40}$/.test(value)) line.fail("A category is one word of up to 40 letters", begin);
    return { kind: "category", name: value };
  }
  return line.fail(
    `"${word}" is no action: use +app, -app, +group, -group, max-frames=, min-frames= or category=`,
    begin,
  );
}
