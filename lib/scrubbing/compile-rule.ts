// One advanced rule as something that runs.
import { createHmac } from "node:crypto";
import { RE2JS } from "re2js";
import { env } from "#lib/env.ts";
import { isSecretText, secretKeyRule } from "#lib/scrubbing/default-rules.ts";
import { FILTERED, LIMITS } from "#lib/scrubbing/limits.ts";
import { readRuleType } from "#lib/scrubbing/rule-types.ts";
import type { ScrubbingRule } from "#lib/scrubbing/schema.ts";
import { compileSource, SourceError, type Source } from "#lib/scrubbing/source.ts";
import { VALUE_TYPES, type FindAndReplace } from "#lib/scrubbing/value-types.ts";

export type CompiledRule = {
  source: Source;
  /** For remarks: "@email: masked". */
  done: string;
  /** Takes values as they are, whatever they hold. */
  anything: boolean;
  /** What a text under a key becomes; null: nothing is left. */
  apply: (text: string, key: string) => string | null;
  /** Instructions of its pattern. */
  size: number;
};

/** What is wrong with a rule, and with which part of it. */
export class RuleError extends Error {
  readonly part: "type" | "pattern" | "source";

  constructor(part: RuleError["part"], message: string) {
    super(message);
    this.part = part;
  }
}

const DONE = { remove: "removed", mask: "masked", hash: "hashed", replace: "replaced" } as const;

// Keyed, so that nobody can look a short value up in a table of hashes.
const hash = (text: string) =>
  createHmac("sha256", env().authSecret ?? "debrief")
    .update(text)
    .digest("hex")
    .slice(0, 32);

function replacerOf({ method, replacement }: ScrubbingRule): (part: string) => string {
  if (method === "remove") return () => "";
  if (method === "mask") return (part) => "*".repeat(part.length);
  return method === "hash" ? hash : () => replacement ?? FILTERED;
}

function compilePattern(text: string | undefined): RE2JS {
  if (!text) throw new RuleError("pattern", "Enter a pattern.");
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "";
    throw new RuleError("pattern", `This pattern cannot be used: ${reason || "it is not valid"}.`);
  }
  if (pattern.programSize() > LIMITS.patternSize)
    throw new RuleError("pattern", "This pattern is too large: repeat less.");
  return pattern;
}

/** RE2's automaton looks first, because most texts hold nothing; a match may be empty and then means nothing. */
const patternType =
  (pattern: RE2JS): FindAndReplace =>
  (text, replace) => {
    if (!pattern.test(text)) return text;
    const matcher = pattern.matcher(text);
    const parts: string[] = [];
    let from = 0;
    while (matcher.find()) {
      if (matcher.end() === matcher.start()) continue;
      parts.push(text.slice(from, matcher.start()), replace(text.slice(matcher.start(), matcher.end())));
      from = matcher.end();
    }
    return parts.join("") + text.slice(from);
  };

function compileSourceOf({ source }: ScrubbingRule): Source {
  try {
    return compileSource(source);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new RuleError("source", error.message);
  }
}

/** @throws RuleError with a message for whoever typed the rule. */
export function compileRule(rule: ScrubbingRule): CompiledRule {
  const type = readRuleType(rule.type);
  if (type === undefined) throw new RuleError("type", `There is no type “${rule.type}”.`);
  const replace = replacerOf(rule);
  const whole = (text: string) => (rule.method === "remove" ? null : replace(text));
  const compiled = {
    source: compileSourceOf(rule),
    done: `@${type}: ${DONE[rule.method]}`,
    anything: type === "anything",
    size: 0,
  };
  if (type === "anything") return { ...compiled, apply: whole };
  if (type === "password")
    return {
      ...compiled,
      apply: (text, key) => (secretKeyRule(key) !== null || isSecretText(text) ? whole(text) : text),
    };
  if (type !== "pattern") return { ...compiled, apply: (text) => VALUE_TYPES[type](text, replace) };
  const pattern = compilePattern(rule.pattern);
  const find = patternType(pattern);
  return { ...compiled, size: pattern.programSize(), apply: (text) => find(text, replace) };
}
