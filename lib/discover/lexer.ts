// Cuts a search into brackets, words and `key:value` terms.
import { badRequest, quoted } from "#lib/discover/schema.ts";

/** `raw` still has its escapes; `quoted` values stand between quotation marks. */
export type RawValue = { raw: string; isQuoted: boolean };

export type Token =
  | { kind: "open"; negated: boolean }
  | { kind: "close" | "and" | "or" }
  | { kind: "text"; value: RawValue }
  | { kind: "term"; negated: boolean; key: string; operator: string; values: RawValue[] };

const KEY = /(!?)((?:[A-Za-z_][A-Za-z0-9_.\-/@]*|tags\[[^\]\p{Cc}]{1,220}\])(?:\([^()]*\))?):(?!\/\/)/uy;
const OPERATOR = />=|<=|!=|>|<|=/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/suy;
const LIST_ITEM = /(?:"((?:[^"\\]|\\.)*)"\s*|([^",\]]*))([,\]])/suy;
const BLANKS = /\s*/uy;

/** One walk over a text. */
class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  /** Up to the next blank or the bracket that closes what was opened before. */
  #bare(): string {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] ?? "";
      if (/\s/.test(char)) break;
      if (char === "(") depth++;
      if (char === ")" && --depth < 0) break;
    }
    return this.#text.slice(start, this.#at);
  }

  #list(key: string): RawValue[] {
    const values: RawValue[] = [];
    for (;;) {
      this.#match(BLANKS);
      const found = this.#match(LIST_ITEM);
      if (!found) throw badRequest(`The list of ${quoted(key)} in the query has no end: use key:[a,b].`);
      const [, inQuotes, plain = "", end] = found;
      const raw = inQuotes ?? plain.trim();
      if (inQuotes !== undefined || raw !== "") values.push({ raw, isQuoted: inQuotes !== undefined });
      if (end === "]") return values;
    }
  }

  #term(negated: boolean, key: string): Token {
    if (this.#text[this.#at] === "[") {
      this.#at++;
      return { kind: "term", negated, key, operator: "", values: this.#list(key) };
    }
    const operator = this.#match(OPERATOR)?.[0] ?? "";
    const inQuotes = this.#match(QUOTED)?.[1];
    const value =
      inQuotes === undefined ? { raw: this.#bare(), isQuoted: false } : { raw: inQuotes, isQuoted: true };
    return { kind: "term", negated, key, operator, values: [value] };
  }

  next(): Token | null {
    this.#match(BLANKS);
    if (this.#at >= this.#text.length) return null;
    const open = this.#match(/(!?)\(/y);
    if (open) return { kind: "open", negated: open[1] === "!" };
    if (this.#match(/\)/y)) return { kind: "close" };
    const key = this.#match(KEY);
    if (key) return this.#term(key[1] === "!", key[2] ?? "");
    const inQuotes = this.#match(QUOTED)?.[1];
    if (inQuotes !== undefined) return { kind: "text", value: { raw: inQuotes, isQuoted: true } };
    const raw = this.#bare();
    if (raw === "AND" || raw === "OR") return { kind: raw === "AND" ? "and" : "or" };
    return { kind: "text", value: { raw, isQuoted: false } };
  }
}

/** @throws RequestError 400 for a list without an end. */
export function readTokens(text: string): Token[] {
  const lexer = new Lexer(text);
  const tokens: Token[] = [];
  for (let token = lexer.next(); token; token = lexer.next()) tokens.push(token);
  return tokens;
}
