// A search's tree of conditions becomes SQL for ClickHouse. What the fields are called there says a `Reading`.
import type { Column } from "#lib/search/column.ts";
import type { Parameters } from "#lib/search/parameters.ts";
import type { FieldName, FunctionCall } from "#lib/search/parse-field.ts";
import type { Condition, Leaf, SearchValue } from "#lib/search/parse-query.ts";
import type { Pattern } from "#lib/search/pattern.ts";
import { readBoolean, readDuration, readNumber, readTime, readTimeSpan } from "#lib/search/read-value.ts";
import { quoted, SearchError, type Span } from "#lib/search/search-error.ts";

/** How a data set reads the names of a search. */
export type Reading = {
  parameters: Parameters;
  /** @param wanted what kind of value the place needs, when the name is an attribute's. */
  column: (field: FieldName | FunctionCall, key: Span, wanted: "any" | "number") => Column;
  /** A condition for text without a key. */
  contains: (pattern: Pattern) => string;
  /** Milliseconds since 1970, for ages. */
  now: number;
};

type Compared = Extract<Leaf, { kind: "one of" | "compare" }>;

const WANTED = {
  boolean: "true or false",
  date: "a date such as 2026-11-20T08:00:00Z, or an age such as -24h",
  duration: "a duration such as 300ms or 2s",
  integer: "a number such as 5 or 1.5k",
  number: "a number such as 5 or 1.5k",
};

const nameOf = (field: FieldName | FunctionCall) =>
  field.kind === "name" ? field.name : `${field.name}(${field.argument?.name ?? ""})`;

/** What a key that has a type cannot be. */
export const wrongValue = (name: string, type: keyof typeof WANTED, value: SearchValue): SearchError =>
  new SearchError(`${quoted(name)} needs ${WANTED[type]}, and ${quoted(value.text)} is none.`, value);

const moment = (at: number, { parameters }: Reading) =>
  `fromUnixTimestamp64Milli(${parameters.add("Int64", at)})`;

function equalsTime(sql: string, value: SearchValue, name: string, reading: Reading): string {
  const span = readTimeSpan(value.text, reading.now);
  if (!span) throw wrongValue(name, "date", value);
  const sides = [
    ...(span.from === null ? [] : [`${sql} >= ${moment(span.from, reading)}`]),
    ...(span.until === null ? [] : [`${sql} < ${moment(span.until, reading)}`]),
  ];
  return `(${sides.join(" AND ")})`;
}

function equals(column: Column, value: SearchValue, name: string, reading: Reading): string {
  const { sql, type } = column;
  const { parameters } = reading;
  if (type === "date") return equalsTime(sql, value, name, reading);
  if (type === "boolean") {
    const truth = readBoolean(value.text);
    if (truth === undefined) throw wrongValue(name, type, value);
    return `(${sql}) = ${truth ? 1 : 0}`;
  }
  if (type !== "string") {
    const number = type === "duration" ? readDuration(value.text) : readNumber(value.text);
    if (number === undefined) throw wrongValue(name, type, value);
    return `${sql} = ${parameters.add("Float64", number)}`;
  }
  if (value.like !== null) {
    const placeholder = parameters.add("String", value.like);
    return column.like?.(placeholder) ?? `${sql} ILIKE ${placeholder}`;
  }
  const placeholder = parameters.add("String", value.text);
  return column.equals?.(placeholder, value.text) ?? `${sql} = ${placeholder}`;
}

/** Several plain values are one look-up. */
function oneOf(
  column: Column,
  { values, field }: Extract<Leaf, { kind: "one of" }>,
  reading: Reading,
): string {
  const isPlain = column.type === "string" && !column.equals && values.every(({ like }) => like === null);
  if (values.length > 1 && isPlain) {
    const texts = values.map(({ text }) => text);
    return `has(${reading.parameters.add("Array(String)", texts)}, ${column.sql})`;
  }
  return values.map((value) => equals(column, value, nameOf(field), reading)).join(" OR ");
}

function compare(leaf: Extract<Leaf, { kind: "compare" }>, reading: Reading): string {
  const { field, operator, value, key } = leaf;
  const name = nameOf(field);
  const column = reading.column(field, key, "number");
  const { sql, type } = column;
  const special = column.compare?.(operator, value.text, reading.parameters);
  if (special !== undefined) return special;
  if (type === "string" || type === "boolean")
    throw new SearchError(`${quoted(name)} cannot be compared with ${operator}.`, key);
  if (type === "date") {
    const at = readTime(value.text, reading.now);
    if (at === undefined) throw wrongValue(name, type, value);
    return `${sql} ${operator} ${moment(at, reading)}`;
  }
  const number = type === "duration" ? readDuration(value.text) : readNumber(value.text);
  if (number !== undefined) return `${sql} ${operator} ${reading.parameters.add("Float64", number)}`;
  if (!column.asText) throw wrongValue(name, type, value);
  // Nobody said that the key holds numbers: then `>x` is a text like any other.
  return `${column.asText} = ${reading.parameters.add("String", `${operator}${value.text}`)}`;
}

/** Whether a row has the field. */
export const isPresent = ({ sql, type, present }: Column): string =>
  present ?? (type === "string" ? `(${sql}) != ''` : `isNotNull(${sql})`);

function comparedSql(leaf: Compared, reading: Reading): string {
  if (leaf.kind === "compare") return compare(leaf, reading);
  return oneOf(reading.column(leaf.field, leaf.key, "any"), leaf, reading);
}

/** @returns the condition in brackets. @throws SearchError for a value that the field cannot have. */
export function conditionSql(condition: Condition, reading: Reading): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.parts.map((part) => conditionSql(part, reading)).join(` ${condition.kind.toUpperCase()} `)})`;
    // What is not there is not equal either; NOT of NULL would be NULL.
    case "not":
      return `(NOT ifNull(${conditionSql(condition.part, reading)}, 0))`;
    case "text":
      return `(${reading.contains(condition.value)})`;
    case "is":
      throw new SearchError("is: asks for the status of an issue, and events have none.", condition.key);
    case "has":
      return `(${isPresent(reading.column(condition.field, condition.key, "any"))})`;
    case "one of":
    case "compare":
      return `(${comparedSql(condition, reading)})`;
  }
}
