// A search as people and tools write it, as a tree of conditions: `level:error !user.id:42 has:release (a OR b)`.
import { type RawValue, readTokens, type Token } from "#lib/search/lexer.ts";
import { parseField, parseFieldName, type FieldName, type FunctionCall } from "#lib/search/parse-field.ts";
import { parsePattern, type Pattern } from "#lib/search/pattern.ts";
import { quoted, SearchError, type Span } from "#lib/search/search-error.ts";

export type Operator = ">" | ">=" | "<" | "<=";

/** A value as it is compared, and where it stands. */
export type SearchValue = Pattern & Span;

/** The place of a leaf is that of its whole term, that of `key` of its key alone. */
export type Leaf = Span &
  (
    | { kind: "text"; value: SearchValue }
    | { kind: "is"; key: Span; values: SearchValue[] }
    | { kind: "has"; key: Span; field: FieldName }
    | { kind: "one of"; key: Span; field: FieldName | FunctionCall; values: SearchValue[] }
    | { kind: "compare"; key: Span; field: FieldName | FunctionCall; operator: Operator; value: SearchValue }
  );

export type Condition = { kind: "and" | "or"; parts: Condition[] } | { kind: "not"; part: Condition } | Leaf;

type Term = Extract<Token, { kind: "term" }>;

/** A longer search is refused. */
export const MAX_QUERY_CHARS = 2_000;
const MAX_TERMS = 50;
const MAX_DEPTH = 10;
const MAX_VALUES = 100;

const isOperator = (text: string): text is Operator => [">", ">=", "<", "<="].includes(text);

// Between quotation marks a star still stands for anything, as everywhere in this language.
const valueOf = ({ raw, at, length }: RawValue): SearchValue => ({ ...parsePattern(raw), at, length });

function negate(part: Condition, negated: boolean): Condition {
  return negated ? { kind: "not", part } : part;
}

function checkValues({ key, keySpan, values, at, length }: Term): RawValue {
  const [first] = values;
  if (!first || (first.raw === "" && !first.isQuoted))
    throw new SearchError(
      `${quoted(key)} needs a value: use key:value, key:"" for none, or quotation marks around text with a colon.`,
      keySpan,
    );
  if (values.length > MAX_VALUES)
    throw new SearchError(`${quoted(key)} has more than ${MAX_VALUES} values.`, { at, length });
  return first;
}

function parseTerm(term: Term): Condition {
  const { key, keySpan, isQuotedKey, negated, operator, values, at, length } = term;
  const first = checkValues(term);
  const place = { at, length, key: keySpan };
  if (key === "has" && !isQuotedKey)
    return negate(
      {
        kind: "or",
        parts: values.map((one) => ({ kind: "has", field: parseFieldName(one.raw, one), ...place })),
      },
      negated,
    );
  const isNot = negated !== (operator === "!=");
  if (key === "is" && !isQuotedKey)
    return negate({ kind: "is", values: values.map(valueOf), ...place }, isNot);
  const field: FieldName | FunctionCall = isQuotedKey
    ? { kind: "name", name: key, type: "string" }
    : parseField(key, keySpan);
  if (isOperator(operator))
    return negate({ kind: "compare", field, operator, value: valueOf(first), ...place }, negated);
  return negate({ kind: "one of", field, values: values.map(valueOf), ...place }, isNot);
}

/** Recursive descent over the tokens; AND binds closer than OR, and stands between terms that have nothing. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: Span;
  #at = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = { at: end, length: 0 };
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #refuse(token: Token | undefined): never {
    if (token?.kind === "close") throw new SearchError("There is nothing before this bracket.", token);
    if (token) throw new SearchError(`${token.kind.toUpperCase()} needs a term on each side.`, token);
    const last = this.#tokens.at(-1) ?? this.#end;
    throw new SearchError("The search ends where a term should follow.", last);
  }

  #one(depth: number): Condition {
    const token = this.#tokens[this.#at++];
    if (token?.kind === "text") {
      const { at, length, negated, value } = token;
      return negate({ kind: "text", value: valueOf(value), at, length }, negated);
    }
    if (token?.kind === "term") return parseTerm(token);
    if (token?.kind !== "open") return this.#refuse(token);
    if (depth >= MAX_DEPTH)
      throw new SearchError(`There are more than ${MAX_DEPTH} brackets within each other.`, token);
    const inner = this.#any(depth + 1);
    if (!this.#take("close")) throw new SearchError("This bracket is not closed.", token);
    return negate(inner, token.negated);
  }

  #all(depth: number): Condition {
    const parts = [this.#one(depth)];
    for (;;) {
      const next = this.#tokens[this.#at]?.kind;
      if (next === undefined || next === "or" || next === "close") break;
      this.#take("and");
      parts.push(this.#one(depth));
    }
    return { kind: "and", parts };
  }

  #any(depth: number): Condition {
    const parts = [this.#all(depth)];
    while (this.#take("or")) parts.push(this.#all(depth));
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "or", parts };
  }

  parse(): Condition {
    const whole = this.#any(0);
    const rest = this.#tokens[this.#at];
    if (rest) throw new SearchError("There is a bracket too many.", rest);
    return whole;
  }
}

/** @returns null for an empty search. @throws SearchError for one that cannot be understood. */
export function parseQuery(text: string): Condition | null {
  if (text.length > MAX_QUERY_CHARS)
    throw new SearchError(`The search is longer than ${MAX_QUERY_CHARS} characters.`, {
      at: MAX_QUERY_CHARS,
      length: text.length - MAX_QUERY_CHARS,
    });
  const nul = text.indexOf("\0");
  if (nul >= 0) throw new SearchError("The search has a character that no text has.", { at: nul, length: 1 });
  const tokens = readTokens(text);
  const tooMany = tokens[MAX_TERMS];
  if (tooMany) throw new SearchError(`The search has more than ${MAX_TERMS} terms.`, tooMany);
  return tokens.length === 0 ? null : new Parser(tokens, text.length).parse();
}
