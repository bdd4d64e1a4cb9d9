// A search's tree of conditions becomes SQL: what rows must be for WHERE, what groups must be for HAVING.
import type { Column } from "#lib/discover/column.ts";
import { isPresent, resolveFunction } from "#lib/discover/functions.ts";
import type { FieldName, FunctionCall } from "#lib/discover/parse-field.ts";
import type { Condition, Operator } from "#lib/discover/parse-query.ts";
import { anywhere, type Pattern } from "#lib/discover/pattern.ts";
import { readValue } from "#lib/discover/read-value.ts";
import { resolveColumn, type Scope } from "#lib/discover/resolve-column.ts";
import { badRequest, quoted } from "#lib/discover/schema.ts";

const nameOf = (field: FieldName | FunctionCall) =>
  field.kind === "name" ? field.name : `${field.name}(${field.argument?.name ?? ""})`;

function columnOf(field: FieldName | FunctionCall, scope: Scope, wanted: "any" | "number"): Column {
  return field.kind === "name" ? resolveColumn(field, scope, wanted) : resolveFunction(field, scope);
}

function equals(column: Column, pattern: Pattern, name: string, { parameters }: Scope): string {
  const { sql, type } = column;
  // An age names no moment: -24h is whatever came since, +24h what came before.
  const isAge = type === "date" && /^[+-]/.test(pattern.text);
  const operator = isAge ? (pattern.text.startsWith("-") ? ">=" : "<=") : "=";
  if (type !== "string") return `${sql} ${operator} ${readValue(pattern.text, type, name, parameters)}`;
  if (pattern.like !== null) {
    const placeholder = parameters.add("String", pattern.like);
    return column.like?.(placeholder) ?? `${sql} ILIKE ${placeholder}`;
  }
  const placeholder = parameters.add("String", pattern.text);
  return column.equals?.(placeholder, pattern.text) ?? `${sql} = ${placeholder}`;
}

function compare(field: FieldName | FunctionCall, operator: Operator, value: string, scope: Scope): string {
  const name = nameOf(field);
  const { sql, type } = columnOf(field, scope, "number");
  if (type === "string" || type === "boolean")
    throw badRequest(`${quoted(name)} cannot be compared with ${operator}.`);
  return `${sql} ${operator} ${readValue(value, type, name, scope.parameters)}`;
}

/** @returns the condition in brackets. @throws RequestError 400 for a value that the field cannot have. */
export function conditionSql(condition: Condition, scope: Scope): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.parts.map((part) => conditionSql(part, scope)).join(` ${condition.kind.toUpperCase()} `)})`;
    // What is not there is not equal either; NOT of NULL would be NULL.
    case "not":
      return `(NOT ifNull(${conditionSql(condition.part, scope)}, 0))`;
    case "text":
      return `(${scope.table.contains(scope.parameters.add("String", anywhere(condition.pattern)))})`;
    case "has":
      return `(${isPresent(resolveColumn(condition.field, scope))})`;
    case "compare":
      return `(${compare(condition.field, condition.operator, condition.value, scope)})`;
    case "one of": {
      const { field, values } = condition;
      const column = columnOf(field, scope, "any");
      return `(${values.map((value) => equals(column, value, nameOf(field), scope)).join(" OR ")})`;
    }
  }
}

function isOfGroups(condition: Condition): boolean {
  if (condition.kind === "and" || condition.kind === "or") return condition.parts.some(isOfGroups);
  if (condition.kind === "not") return isOfGroups(condition.part);
  return "field" in condition && condition.field.kind === "function";
}

function isOfRows(condition: Condition): boolean {
  if (condition.kind === "and" || condition.kind === "or") return condition.parts.some(isOfRows);
  if (condition.kind === "not") return isOfRows(condition.part);
  return !("field" in condition) || condition.field.kind === "name";
}

/**
 * Parts a search into what rows and what groups of rows must be.
 * @throws RequestError 400 where OR would join the two.
 */
export function splitCondition(condition: Condition | null): { rows: Condition[]; groups: Condition[] } {
  if (condition === null) return { rows: [], groups: [] };
  if (!isOfGroups(condition)) return { rows: [condition], groups: [] };
  if (!isOfRows(condition)) return { rows: [], groups: [condition] };
  if (condition.kind !== "and")
    throw badRequest("The query must not mix functions and other fields within OR or a negation.");
  const parts = condition.parts.map(splitCondition);
  return { rows: parts.flatMap(({ rows }) => rows), groups: parts.flatMap(({ groups }) => groups) };
}
