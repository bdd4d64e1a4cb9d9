// The names of a search: `span.op`, `tags[plan]`, `tags[cart.total,number]`, `p95(span.duration)`.
import { quoted, SearchError, type Span } from "#lib/search/search-error.ts";

/** A column or an attribute. `type` is what the sender of the question said that an attribute is; null: nothing. */
export type FieldName = { kind: "name"; name: string; type: "string" | "number" | "boolean" | null };

export type FunctionCall = { kind: "function"; name: string; argument: FieldName | null };

const PLAIN = /^[A-Za-z_][A-Za-z0-9_.\-/@]{0,199}$/;
const TAG = /^tags\[([^\],\p{Cc}]{1,200})(?:, ?(string|number|boolean))?\]$/u;
const CALL = /^([a-z][a-z0-9_]{0,30})\((.*)\)$/;

function typeOf(text: string | undefined): FieldName["type"] {
  return text === "string" || text === "number" || text === "boolean" ? text : null;
}

function parseName(text: string): FieldName | null {
  const [, tag, type] = TAG.exec(text) ?? [];
  if (tag !== undefined) return { kind: "name", name: tag.trim(), type: typeOf(type) ?? "string" };
  return PLAIN.test(text) ? { kind: "name", name: text, type: null } : null;
}

/**
 * @param span where the text stands in a search, for the error
 * @throws SearchError for what is neither a name nor a call.
 */
export function parseField(
  text: string,
  span: Span = { at: 0, length: text.length },
): FieldName | FunctionCall {
  const trimmed = text.trim();
  if (trimmed.startsWith("equation|"))
    throw new SearchError(`Equations are not supported: ${quoted(trimmed)}.`, span);
  const [, name, argument] = CALL.exec(trimmed) ?? [];
  if (name !== undefined && argument !== undefined) {
    const inner = argument.trim();
    if (inner === "") return { kind: "function", name, argument: null };
    const parsed = parseName(inner);
    if (parsed) return { kind: "function", name, argument: parsed };
  }
  const parsed = parseName(trimmed);
  if (parsed) return parsed;
  throw new SearchError(
    `Invalid field ${quoted(trimmed)}: use a name, tags[name] or a function such as count().`,
    span,
  );
}

/** As parseField, for what can only be a name. @throws SearchError. */
export function parseFieldName(text: string, span?: Span): FieldName {
  const field = parseField(text, span);
  if (field.kind === "name") return field;
  throw new SearchError(
    `Invalid field ${quoted(text)}: a function is not possible here.`,
    span ?? { at: 0, length: text.length },
  );
}
