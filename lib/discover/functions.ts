// The functions of a question: what they need, and what they become.
import type { Column } from "#lib/search/column.ts";
import { isPresent } from "#lib/search/condition-sql.ts";
import type { FunctionCall } from "#lib/search/parse-field.ts";
import { resolveColumn, type Scope } from "#lib/discover/resolve-column.ts";
import { badRequest } from "#lib/discover/schema.ts";
import { quoted } from "#lib/search/search-error.ts";

const PERCENTILES: ReadonlyMap<string, number> = new Map([
  ["p50", 0.5],
  ["p75", 0.75],
  ["p90", 0.9],
  ["p95", 0.95],
  ["p99", 0.99],
]);
const OF_NUMBERS: ReadonlySet<string> = new Set(["sum", "avg", "min", "max", ...PERCENTILES.keys()]);
const NAMES = ["count", "count_unique", "last_seen", "first_seen", ...OF_NUMBERS];

const isNumber = ({ type }: Column) => type === "integer" || type === "number" || type === "duration";

function withoutArgument({ name }: FunctionCall, { table }: Scope): Column | null {
  if (name === "count") return { sql: "count()", type: "integer" };
  if (name === "last_seen") return { sql: `max(${table.time})`, type: "date" };
  if (name === "first_seen") return { sql: `min(${table.time})`, type: "date" };
  return null;
}

function ofNumbers({ name }: FunctionCall, column: Column): Column {
  const of = { type: column.type, ...(column.unit && { unit: column.unit }) };
  // Equal weights make it the nearest rank: the p75 of 10, 20, 30, 40 is 30, a value that was there.
  const level = PERCENTILES.get(name);
  if (level !== undefined) return { ...of, sql: `quantileExactWeighted(${level})(${column.sql}, 1)` };
  if (name === "avg" && column.type === "integer") return { sql: `avg(${column.sql})`, type: "number" };
  return { ...of, sql: `${name}(${column.sql})` };
}

/** @throws RequestError 400 for a function that is not there, or cannot be had of this field. */
export function resolveFunction(call: FunctionCall, scope: Scope): Column {
  const { name, argument } = call;
  if (!NAMES.includes(name))
    throw badRequest(`There is no function ${quoted(name)}: use ${NAMES.join(", ")}.`);
  if (argument === null) {
    const column = withoutArgument(call, scope);
    if (column) return column;
    throw badRequest(`${name}() needs a field, such as ${name}(span.duration).`);
  }
  const column = resolveColumn(argument, scope, OF_NUMBERS.has(name) ? "number" : "any");
  if (name === "count") return { sql: `countIf(${isPresent(column)})`, type: "integer" };
  if (name === "count_unique")
    return { sql: `uniqExactIf(${column.sql}, ${isPresent(column)})`, type: "integer" };
  const isDate = column.type === "date" && (name === "min" || name === "max");
  if (isDate) return { sql: `${name}(${column.sql})`, type: "date" };
  if (!OF_NUMBERS.has(name)) throw badRequest(`${name}() takes no field.`);
  if (isNumber(column)) return ofNumbers(call, column);
  throw badRequest(`${name}(${argument.name}) needs a number, and ${quoted(argument.name)} is none.`);
}
