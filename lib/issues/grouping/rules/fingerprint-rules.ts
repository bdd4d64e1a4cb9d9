// `matcher+ -> value, value title="…"`: what makes the group of an event in place of its stack or message.
import { compileCondition, type Condition, type Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import type { EventView } from "#lib/issues/grouping/rules/event-view.ts";
import { readMatcherKey } from "#lib/issues/grouping/rules/matcher-keys.ts";
import { isVariable, readVariable, variablesIn } from "#lib/issues/grouping/rules/variables.ts";
import {
  parseLines,
  type ParsedRules,
  type Placed,
  type RuleLine,
} from "#lib/issues/grouping/rules/rule-line.ts";

/** One line. Values and title may hold variables. */
export type FingerprintRule = Condition & {
  readonly values: readonly string[];
  readonly title: string | null;
};

const mostValues = 20;
const longestValue = 1024;

/** Reads the fingerprint rules of a project. Never throws. */
export function parseFingerprintRules(text: string): ParsedRules<FingerprintRule> {
  return parseLines(text, parseRule);
}

/** The first of the rules that holds for an event, or null. */
export function compileFingerprintRules(
  rules: readonly Placed<FingerprintRule>[],
): (view: EventView) => Placed<FingerprintRule> | null {
  const compiled = rules.map((rule) => ({ rule, holds: compileCondition(rule) }));
  return (view) => compiled.find(({ holds }) => holds(view))?.rule ?? null;
}

function parseRule(line: RuleLine): FingerprintRule {
  const caller = checkedNeighbour(line, line.at, line.readCaller());
  const begin = line.at;
  const { matchers, callee } = line.readMatchers(() => line.word.startsWith("->"));
  if (matchers.length === 0) line.fail("A rule begins with a condition like type:TypeError", begin);
  for (const matcher of matchers) {
    if (matcher.key === "category") line.fail('The key "category" works in stack-trace rules only', begin);
  }
  checkedNeighbour(line, begin, callee);
  if (!line.take("->")) line.fail('Expected "->" and the fingerprint after the conditions');
  const values: string[] = [];
  let title: string | null = null;
  while (!line.isAtEnd) {
    const at = line.at;
    if (line.match(/title=(?=")/y)) {
      if (title !== null) line.fail("A rule has one title", at);
      title = checkedText(line, at, line.readQuoted());
    } else if (line.match(/\w+="/y)) {
      line.fail("Only title may be set here", at);
    } else {
      if (values.length === mostValues) line.fail(`A fingerprint may have ${mostValues} values`);
      values.push(checkedText(line, at, readValue(line)));
    }
    line.take(",");
  }
  if (values.length === 0) line.fail('Expected a fingerprint after "->"');
  return { caller, matchers, callee, values, title };
}

function checkedNeighbour(line: RuleLine, at: number, matcher: Matcher | null): Matcher | null {
  if (matcher === null) return null;
  const key = readMatcherKey(matcher.key);
  if (key?.scope === "frame" && key.key !== "category") return matcher;
  return line.fail(`The key "${matcher.key}" is none of a frame: it cannot stand in brackets`, at);
}

function readValue(line: RuleLine): string {
  if (line.word.startsWith('"')) return line.readQuoted();
  const variable = line.match(/\{\{[^{}]*\}\}/y)?.[0];
  if (variable !== undefined) return variable;
  const value = line.match(/[^\s,]+/y)?.[0];
  return value ?? line.fail('Expected a value before ","');
}

function checkedText(line: RuleLine, at: number, text: string): string {
  if (text.trim() === "") line.fail("A value must not be empty", at);
  if (text.length > longestValue) line.fail(`A value may have ${longestValue} characters`, at);
  const whole = readVariable(text);
  for (const name of whole === null ? variablesIn(text) : [whole]) {
    if (!isVariable(name)) line.fail(`There is no variable "${name.slice(0, 40)}"`, at);
  }
  return text;
}
