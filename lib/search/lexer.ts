// Cuts a search into brackets, words and `key:value` terms, each with its place.
import { quoted, SearchError, type Span } from "#lib/search/search-error.ts";

/** `raw` still has its escapes; `isQuoted` values stood between quotation marks. The place is that of `raw`. */
export type RawValue = Span & { raw: string; isQuoted: boolean };

type Term = { kind: "term"; negated: boolean; key: string; isQuotedKey: boolean; keySpan: Span };

export type Token = Span &
  (
    | { kind: "open"; negated: boolean }
    | { kind: "close" | "and" | "or" }
    | { kind: "text"; negated: boolean; value: RawValue }
    | (Term & { operator: string; values: RawValue[] })
  );

const PLAIN_KEY =
  /(!?)((?:[A-Za-z_][A-Za-z0-9_.\-/@]*|tags\[[^\]\p{Cc}]{1,220}\])(?:\([^()]*\))?):(?!\/\/)/uy;
const QUOTED_KEY = /(!?)"((?:[^"\\]|\\.){1,200})":/suy;
const OPERATOR = />=|<=|!=|>|<|=/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/suy;
const LIST_ITEM = /(?:"((?:[^"\\]|\\.)*)"\s*|([^",\]]*))([,\]])/suy;
const BLANKS = /\s*/uy;
const OPEN = /(!?)\(/y;
const NOT_TEXT = /!(?=["A-Za-z0-9_*])/y;

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

  #since = (at: number): Span => ({ at, length: this.#at - at });

  /** Up to the next blank or the bracket that closes what was opened before. */
  #bare(): RawValue {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] ?? "";
      if (/\s/.test(char)) break;
      if (char === "(") depth++;
      if (char === ")" && --depth < 0) break;
    }
    return { raw: this.#text.slice(start, this.#at), isQuoted: false, ...this.#since(start) };
  }

  /** A value between quotation marks; null when there is none. @throws SearchError when the second mark is missing. */
  #quoted(): RawValue | null {
    const start = this.#at;
    if (this.#text[start] !== '"') return null;
    const raw = this.#match(QUOTED)?.[1];
    if (raw === undefined)
      throw new SearchError("This quotation mark is not closed.", {
        at: start,
        length: this.#text.length - start,
      });
    return { raw, isQuoted: true, ...this.#since(start) };
  }

  #list(key: string, open: number): RawValue[] {
    const values: RawValue[] = [];
    for (;;) {
      this.#match(BLANKS);
      const start = this.#at;
      const found = this.#match(LIST_ITEM);
      if (!found)
        throw new SearchError(`The list of ${quoted(key)} has no end: use key:[a,b].`, {
          at: open,
          length: this.#text.length - open,
        });
      const [, inQuotes, plain = "", end] = found;
      const raw = inQuotes ?? plain.trim();
      const length = inQuotes === undefined ? raw.length : inQuotes.length + 2;
      if (inQuotes !== undefined || raw !== "")
        values.push({ raw, isQuoted: inQuotes !== undefined, at: start, length });
      if (end === "]") return values;
    }
  }

  #key(start: number): Term | null {
    const plain = this.#match(PLAIN_KEY);
    const [whole, not, key = ""] = plain ?? this.#match(QUOTED_KEY) ?? [];
    if (whole === undefined) return null;
    const negated = not === "!";
    const at = start + (negated ? 1 : 0);
    return {
      kind: "term",
      negated,
      key: plain ? key : key.replaceAll(/\\(["\\])/g, "$1"),
      isQuotedKey: !plain,
      keySpan: { at, length: this.#at - 1 - at },
    };
  }

  #term(start: number, term: Term): Token {
    const open = this.#at;
    if (this.#text[open] === "[") {
      this.#at++;
      const values = this.#list(term.key, open);
      return { ...term, operator: "", values, ...this.#since(start) };
    }
    const operator = this.#match(OPERATOR)?.[0] ?? "";
    const value = this.#quoted() ?? this.#bare();
    return { ...term, operator, values: [value], ...this.#since(start) };
  }

  next(): Token | null {
    this.#match(BLANKS);
    const start = this.#at;
    if (start >= this.#text.length) return null;
    const open = this.#match(OPEN);
    if (open) return { kind: "open", negated: open[1] === "!", ...this.#since(start) };
    if (this.#match(/\)/y)) return { kind: "close", ...this.#since(start) };
    const term = this.#key(start);
    if (term) return this.#term(start, term);
    const negated = this.#match(NOT_TEXT) !== null;
    const inQuotes = this.#quoted();
    if (inQuotes) return { kind: "text", negated, value: inQuotes, ...this.#since(start) };
    const value = this.#bare();
    const isWord = !negated && (value.raw === "AND" || value.raw === "OR");
    if (isWord) return { kind: value.raw === "AND" ? "and" : "or", ...this.#since(start) };
    return { kind: "text", negated, value, ...this.#since(start) };
  }
}

/** @throws SearchError for a list or a quotation without an end. */
export function readTokens(text: string): Token[] {
  const lexer = new Lexer(text);
  const tokens: Token[] = [];
  for (let token = lexer.next(); token; token = lexer.next()) tokens.push(token);
  return tokens;
}
