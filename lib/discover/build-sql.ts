// A question becomes one statement. Its text consists of our own words only; what the request says is parameters.
import type { Column } from "#lib/search/column.ts";
import { conditionSql } from "#lib/search/condition-sql.ts";
import { readingOf, splitCondition } from "#lib/discover/conditions.ts";
import { resolveFunction } from "#lib/discover/functions.ts";
import { NO_ISSUES, type IssueGroups } from "#lib/discover/issue-groups.ts";
import { Parameters } from "#lib/search/parameters.ts";
import { parseField, type FieldName, type FunctionCall } from "#lib/search/parse-field.ts";
import { parseQuery } from "#lib/search/parse-query.ts";
import { resolveColumn, type Scope } from "#lib/discover/resolve-column.ts";
import { badRequest, MAX_FIELDS, MAX_SORTS, type DiscoverQuestion } from "#lib/discover/schema.ts";
import { quoted } from "#lib/search/search-error.ts";
import { SEARCH_LIMITS } from "#lib/search/too-much.ts";
import { TABLES } from "#lib/discover/tables.ts";

/** One field of the answer: its name as asked, and its place in the rows. */
export type Selected = { asked: string; alias: string; field: FieldName | FunctionCall; column: Column };

export type Statement = { sql: string; parameters: Record<string, unknown>; selected: readonly Selected[] };

const isFunction = ({ field }: Selected) => field.kind === "function";

function select(asked: readonly string[], scope: Scope): Selected[] {
  const named = [...new Set(asked.map((name) => name.trim()).filter((name) => name !== ""))];
  if (named.length > MAX_FIELDS) throw badRequest(`Too many fields: ${MAX_FIELDS} are possible.`);
  const fields = named.length > 0 ? named : scope.table.fields;
  return fields.map((name, index) => {
    const field = parseField(name);
    const column = field.kind === "name" ? resolveColumn(field, scope) : resolveFunction(field, scope);
    return { asked: name, alias: `f${index}`, field, column };
  });
}

/** Times leave as microseconds, as no text loses them. */
const selectSql = ({ column, alias }: Selected) =>
  column.type === "date"
    ? `toUnixTimestamp64Micro(toDateTime64(${column.sql}, 6)) AS ${alias}`
    : `${column.sql} AS ${alias}`;

/** `count_unique_user` is what older clients call `count_unique(user)`. */
const sortKey = (name: string) => name.replaceAll(/[^A-Za-z0-9]+/g, "_").replace(/_$/, "");

function sortSql(sort: string, selected: readonly Selected[], scope: Scope, isGrouped: boolean): string {
  const isDescending = sort.startsWith("-");
  const name = isDescending ? sort.slice(1) : sort;
  const direction = isDescending ? "DESC" : "ASC";
  const chosen = selected.find(({ asked }) => asked === name || sortKey(asked) === sortKey(name));
  if (chosen) return `${chosen.alias} ${direction} NULLS LAST`;
  const field = parseField(name);
  if (field.kind === "function" && isGrouped)
    return `${resolveFunction(field, scope).sql} ${direction} NULLS LAST`;
  if (field.kind === "function" || isGrouped)
    throw badRequest(`Cannot sort by ${quoted(name)}: it is not one of the fields.`);
  return `${resolveColumn(field, scope).sql} ${direction} NULLS LAST`;
}

function orderBy(
  question: DiscoverQuestion,
  selected: readonly Selected[],
  scope: Scope,
  isGrouped: boolean,
) {
  const asked = question.sorts.filter((sort) => sort !== "" && sort !== "-");
  if (asked.length > MAX_SORTS) throw badRequest(`Too many sorts: ${MAX_SORTS} are possible.`);
  const sorts = asked.map((sort) => sortSql(sort, selected, scope, isGrouped));
  const { time, order } = scope.table;
  if (!isGrouped) {
    const newest = sorts.length === 0 ? [`${time} DESC`] : sorts;
    return [...newest, ...order.map((column) => `${column} DESC`)];
  }
  // Without an order among equals, the pages of a list would repeat and skip groups.
  const most = selected.find(isFunction);
  const first = sorts.length === 0 && most ? [`${most.alias} DESC NULLS LAST`] : sorts;
  return [...first, ...selected.filter((one) => !isFunction(one)).map(({ alias }) => alias)];
}

function rowConditions(question: DiscoverQuestion, scope: Scope): string[] {
  const { table, parameters, projects } = scope;
  const { range, environments } = question;
  const ids = parameters.add(
    "Array(UInt32)",
    projects.map(({ projectId }) => projectId),
  );
  const at = (ms: number) => `fromUnixTimestamp64Milli(${parameters.add("Int64", ms)})`;
  return [
    `project_id IN ${ids}`,
    `${table.time} >= ${at(range.from)}`,
    `${table.time} < ${at(range.until)}`,
    ...(environments.length > 0
      ? [`has(${parameters.add("Array(String)", environments)}, environment)`]
      : []),
  ];
}

/**
 * Builds the statement for one row more than a page has.
 * @throws RequestError 400, with a text for whoever asked.
 */
export function buildStatement(
  question: DiscoverQuestion,
  projects: readonly { projectId: number; slug: string }[],
  issues: IssueGroups = NO_ISSUES,
): Statement {
  const parameters = new Parameters();
  const scope = { table: TABLES[question.dataset], projects, parameters, issues };
  const selected = select(question.fields, scope);
  const isGrouped = selected.some(isFunction);
  const reading = readingOf(scope);
  const { rows, groups } = splitCondition(parseQuery(question.query));
  if (groups.length > 0 && !isGrouped)
    throw badRequest("The query has a function, and no field is one: add the function to the fields.");
  const where = [...rowConditions(question, scope), ...rows.map((row) => conditionSql(row, reading))];
  const having = groups.map((group) => conditionSql(group, reading));
  const keys = selected.filter((one) => !isFunction(one)).map(({ alias }) => alias);
  const order = orderBy(question, selected, scope, isGrouped);
  const limit = parameters.add("UInt32", question.limit + 1);
  const offset = parameters.add("UInt32", question.offset);
  const sql = [
    `SELECT ${selected.map(selectSql).join(", ")}`,
    `FROM ${scope.table.name} WHERE ${where.join(" AND ")}`,
    isGrouped && keys.length > 0 ? `GROUP BY ${keys.join(", ")}` : "",
    having.length > 0 ? `HAVING ${having.join(" AND ")}` : "",
    order.length > 0 ? `ORDER BY ${order.join(", ")}` : "",
    `LIMIT ${limit} OFFSET ${offset}`,
    `SETTINGS ${SEARCH_LIMITS}`,
  ];
  return { sql: sql.filter((line) => line !== "").join("\n"), parameters: parameters.values, selected };
}
