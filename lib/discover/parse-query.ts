// A search as people and tools write it, as a tree of conditions: `level:error !user.id:42 has:release (a OR b)`.
import { type RawValue, readTokens, type Token } from "#lib/discover/lexer.ts";
import { parseField, parseFieldName, type FieldName, type FunctionCall } from "#lib/discover/parse-field.ts";
import { parsePattern, type Pattern } from "#lib/discover/pattern.ts";
import { badRequest, MAX_QUERY_CHARS, quoted } from "#lib/discover/schema.ts";

export type Operator = ">" | ">=" | "<" | "<=";

export type Condition =
  | { kind: "and" | "or"; parts: Condition[] }
  | { kind: "not"; part: Condition }
  | { kind: "text"; pattern: Pattern }
  | { kind: "has"; field: FieldName }
  | { kind: "one of"; field: FieldName | FunctionCall; values: Pattern[] }
  | { kind: "compare"; field: FieldName | FunctionCall; operator: Operator; value: string };

const MAX_TERMS = 50;
const MAX_DEPTH = 10;
const MAX_VALUES = 100;

const isOperator = (text: string): text is Operator => [">", ">=", "<", "<="].includes(text);

// Between quotation marks a star still stands for anything, as everywhere in this language.
const patternOf = ({ raw }: RawValue): Pattern => parsePattern(raw);

function negate(part: Condition, negated: boolean): Condition {
  return negated ? { kind: "not", part } : part;
}

function parseTerm({ key, negated, operator, values }: Extract<Token, { kind: "term" }>): Condition {
  const [first] = values;
  if (!first || (first.raw === "" && !first.isQuoted))
    throw badRequest(`${quoted(key)} in the query needs a value: use key:value, or key:"" for none.`);
  if (values.length > MAX_VALUES)
    throw badRequest(`${quoted(key)} in the query has more than ${MAX_VALUES} values.`);
  if (key === "has") return negate({ kind: "has", field: parseFieldName(first.raw) }, negated);
  const field = parseField(key);
  if (isOperator(operator)) return negate({ kind: "compare", field, operator, value: first.raw }, negated);
  return negate({ kind: "one of", field, values: values.map(patternOf) }, negated !== (operator === "!="));
}

/** Recursive descent over the tokens; AND binds closer than OR, and stands between terms that have nothing. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #one(depth: number): Condition {
    const token = this.#tokens[this.#at++];
    if (token?.kind === "text") return { kind: "text", pattern: patternOf(token.value) };
    if (token?.kind === "term") return parseTerm(token);
    if (token?.kind !== "open")
      throw badRequest("The query has AND or OR with nothing beside it, or a bracket too many.");
    if (depth >= MAX_DEPTH)
      throw badRequest(`The query has more than ${MAX_DEPTH} brackets within each other.`);
    const inner = this.#any(depth + 1);
    if (!this.#take("close")) throw badRequest("The query has a bracket that is not closed.");
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
    if (this.#at < this.#tokens.length) throw badRequest("The query has a bracket too many.");
    return whole;
  }
}

/** @returns null for an empty search. @throws RequestError 400 for one that cannot be understood. */
export function parseQuery(text: string): Condition | null {
  if (text.length > MAX_QUERY_CHARS)
    throw badRequest(`The query is longer than ${MAX_QUERY_CHARS} characters.`);
  const tokens = readTokens(text);
  if (tokens.length > MAX_TERMS) throw badRequest(`The query has more than ${MAX_TERMS} terms.`);
  return tokens.length === 0 ? null : new Parser(tokens).parse();
}
