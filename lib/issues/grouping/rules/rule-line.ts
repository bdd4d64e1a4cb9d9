// What stack-trace rules and fingerprint rules share: lines, matchers, quoted texts, and errors with their place.
import { readMatcherKey } from "#lib/issues/grouping/rules/matcher-keys.ts";
import type { Matcher } from "#lib/issues/grouping/rules/matcher.ts";

/** What is wrong in the text of rules. Lines and columns count from 1. */
export type RuleError = { readonly line: number; readonly column: number; readonly message: string };

/** One rule and where it stands. */
export type Placed<T> = T & { readonly line: number; readonly text: string };

/** The rules of those lines that can be read, and what is wrong with the others. */
export type ParsedRules<T> = { readonly rules: readonly Placed<T>[]; readonly errors: readonly RuleError[] };

/** The longest text of rules, in characters. */
export const longestRules = 65_536;
export const mostRules = 500;
const longestPattern = 1024;
const mostMatchers = 20;

/** Ends the reading of one line. */
class LineFault extends Error {
  readonly column: number;

  constructor(message: string, at: number) {
    super(message);
    this.column = at + 1;
  }
}

/** Reads every line that is neither blank nor a comment. Bounded in length and number; never throws. */
export function parseLines<T>(text: string, parseLine: (line: RuleLine) => T): ParsedRules<T> {
  const rules: Placed<T>[] = [];
  const errors: RuleError[] = [];
  const lines = text.slice(0, longestRules).split(/\r?\n/);
  if (text.length > longestRules) {
    // The cut may have gone through the last line.
    lines.pop();
    const message = `Rules may have ${longestRules.toLocaleString("en")} characters; what follows is not used`;
    errors.push({ line: lines.length + 1, column: 1, message });
  }
  for (const [index, source] of lines.entries()) {
    const trimmed = source.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    if (rules.length === mostRules) {
      const message = `There may be ${mostRules} rules; this one and what follows are not used`;
      errors.push({ line: index + 1, column: 1, message });
      break;
    }
    try {
      rules.push({ ...parseLine(new RuleLine(source)), line: index + 1, text: trimmed });
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      errors.push({ line: index + 1, column: error.column, message: error.message });
    }
  }
  errors.sort((a, b) => a.line - b.line);
  return { rules, errors };
}

/** One line, read from left to right. */
export class RuleLine {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the next token begins, after spaces. */
  get at(): number {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#text.length;
  }

  /** Takes a fixed text if it comes next. */
  take(text: string): boolean {
    if (!this.#text.startsWith(text, this.at)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes what a sticky pattern matches next. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found) this.#at += found[0].length;
    return found;
  }

  /** The text up to the next space, for messages. */
  get word(): string {
    return /^\S{0,40}/.exec(this.#text.slice(this.at))?.[0] ?? "";
  }

  fail(message: string, at = this.at): never {
    throw new LineFault(message, Math.min(at, this.#text.length));
  }

  /** A text in double quotes; `\"` stands for one of them. */
  readQuoted(): string {
    const begin = this.at;
    const found = this.match(/"((?:[^"\\]|\\.)*)"/y);
    if (!found) this.fail("This quote is never closed", begin);
    return (found[1] ?? "").replaceAll('\\"', '"');
  }

  /** `!?key:pattern`. Within brackets a pattern ends before the one that closes them. */
  readMatcher(inBrackets: boolean): Matcher {
    const negated = this.take("!");
    const begin = this.at;
    const word = this.word;
    const key = this.#readKey();
    if (key === "" || !this.#takeColon()) {
      this.fail(`Expected a condition like type:TypeError here, not "${word}"`, begin);
    }
    if (readMatcherKey(key) === null) this.fail(`There is no key "${key.slice(0, 40)}"`, begin);
    const patternAt = this.#at;
    const pattern = this.#readPattern(inBrackets);
    if (pattern === "") this.fail(`What should ${key} be? Write a pattern after the colon`, patternAt);
    if (pattern.length > longestPattern) {
      this.fail(`A pattern may have ${longestPattern} characters`, patternAt);
    }
    return { key, pattern, negated };
  }

  /** `[ matcher ]`; null when no bracket comes next. */
  readBracket(): Matcher | null {
    const begin = this.at;
    if (!this.take("[")) return null;
    const matcher = this.readMatcher(true);
    if (!this.take("]")) this.fail("This bracket is never closed, or holds more than one condition", begin);
    return matcher;
  }

  /** `[ matcher ] |` in front of the matchers. */
  readCaller(): Matcher | null {
    const caller = this.readBracket();
    if (caller !== null && !this.take("|")) this.fail('Expected "|" after the condition of the caller');
    return caller;
  }

  /** Matchers up to what `isEnd` knows, then `| [ matcher ]` if it is there. */
  readMatchers(isEnd: () => boolean): { matchers: Matcher[]; callee: Matcher | null } {
    const matchers: Matcher[] = [];
    while (!this.isAtEnd && !isEnd()) {
      if (this.take("|")) {
        const callee = this.readBracket();
        if (callee === null) this.fail('Expected "[" and the condition of the called frame after "|"');
        if (!this.isAtEnd && !isEnd()) this.fail(`"${this.word}" has no place after the called frame`);
        return { matchers, callee };
      }
      if (matchers.length === mostMatchers) this.fail(`A rule may have ${mostMatchers} conditions`);
      matchers.push(this.readMatcher(false));
    }
    return { matchers, callee: null };
  }

  #readKey(): string {
    if (this.#text.charAt(this.#at) === '"') return this.readQuoted();
    return this.match(/[\w.-]+/y)?.[0] ?? "";
  }

  #takeColon(): boolean {
    if (this.#text.charAt(this.#at) !== ":") return false;
    this.#at += 1;
    return true;
  }

  #readPattern(inBrackets: boolean): string {
    if (this.#text.charAt(this.#at) === '"') return this.readQuoted();
    const rest = /^\S*/.exec(this.#text.slice(this.#at))?.[0] ?? "";
    const pattern = inBrackets ? rest.slice(0, endInBrackets(rest)) : rest;
    this.#at += pattern.length;
    return pattern;
  }
}

/** The index of the bracket that closes more than was opened, else the length. */
function endInBrackets(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "[") depth += 1;
    else if (char === "]" && (depth -= 1) < 0) return at;
  }
  return text.length;
}
