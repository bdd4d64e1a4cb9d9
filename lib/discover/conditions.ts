// What rows must be for WHERE, and what groups of rows must be for HAVING.
import { resolveFunction } from "#lib/discover/functions.ts";
import { resolveColumn, type Scope } from "#lib/discover/resolve-column.ts";
import { badRequest } from "#lib/discover/schema.ts";
import type { Reading } from "#lib/search/condition-sql.ts";
import type { Condition } from "#lib/search/parse-query.ts";

/** How the names of a search read in the scope's data set. */
export const readingOf = (scope: Scope): Reading => ({
  parameters: scope.parameters,
  column: (field, _key, wanted) =>
    field.kind === "name" ? resolveColumn(field, scope, wanted) : resolveFunction(field, scope),
  contains: (pattern) => scope.table.contains(pattern, scope.parameters),
  now: Date.now(),
});

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
