// A search of events as a condition for ClickHouse's table of errors.
import { ERROR_COLUMNS, errorContains, projectColumn, tagColumn } from "#lib/events/error-columns.ts";
import { conditionSql, type Reading } from "#lib/search/condition-sql.ts";
import { Parameters } from "#lib/search/parameters.ts";
import type { FieldName } from "#lib/search/parse-field.ts";
import { parseQuery, type Condition } from "#lib/search/parse-query.ts";
import { quoted, SearchError, type Span } from "#lib/search/search-error.ts";
import { text, type Column } from "#lib/search/column.ts";

/** `latestRelease`, where whoever asks knows it, saves a look at all events of the project; null: there is none. */
type Projects = readonly { projectId: number; slug: string; latestRelease?: string | null }[];

/** A condition, and the values of its `{name:Type}` parameters; their names begin with `search_`. */
export type EventFilter = { sql: string; parameters: Record<string, unknown> };

/** Keys that only issues have. */
const ISSUE_KEYS: ReadonlySet<string> = new Set([
  "assigned",
  "assigned_or_suggested",
  "bookmarks",
  "subscribed",
  "team",
  "firstRelease",
  "regressed_in_release",
  "age",
  "firstSeen",
  "lastSeen",
  "timesSeen",
  "issue",
  "issue.id",
  "issue.category",
  "issue.type",
  "issue.priority",
]);

/** Whether a key asks about the issue, and not about its events. */
export const isIssueKey = ({ name, type }: FieldName): boolean => type === null && ISSUE_KEYS.has(name);

/** The release of each project that was seen first last. */
function releaseColumn(projects: Projects, parameters: Parameters): Column {
  const latest = () => {
    const ids = parameters.add(
      "Array(UInt32)",
      projects.map(({ projectId }) => projectId),
    );
    const known = projects.flatMap(({ latestRelease }) =>
      latestRelease === undefined ? [] : [latestRelease ?? ""],
    );
    if (known.length === projects.length)
      return `release != '' AND release = transform(project_id, ${ids}, ${parameters.add("Array(String)", known)}, '')`;
    return `(project_id, release) IN (SELECT project_id, argMax(release, first) FROM (
      SELECT project_id, release, min(timestamp) AS first FROM errors
      WHERE project_id IN ${ids} AND release != '' GROUP BY project_id, release) GROUP BY project_id)`;
  };
  return {
    ...text("release"),
    equals: (placeholder, value) => (value === "latest" ? latest() : `release = ${placeholder}`),
  };
}

function errorColumn(
  field: FieldName,
  key: Span,
  wanted: "any" | "number",
  projects: Projects,
  parameters: Parameters,
): Column {
  if (isIssueKey(field))
    throw new SearchError(`${quoted(field.name)} is about issues: here, events are searched.`, key);
  if (field.type === null && field.name === "release") return releaseColumn(projects, parameters);
  // A tag may be called like a column.
  const known = field.type === null ? ERROR_COLUMNS.get(field.name) : undefined;
  return known ?? projectColumn(field.name, projects, parameters) ?? tagColumn(field, wanted, parameters);
}

/** The same of a search that is parsed. @throws SearchError for what events do not have. */
export function eventCondition(condition: Condition, projects: Projects, now = Date.now()): EventFilter {
  const parameters = new Parameters("search_");
  const reading: Reading = {
    parameters,
    column: (field, key, wanted) => {
      if (field.kind === "name") return errorColumn(field, key, wanted, projects, parameters);
      throw new SearchError(`${quoted(field.name)}() counts events: a search looks at one at a time.`, key);
    },
    contains: (pattern) => errorContains(pattern, parameters),
    now,
  };
  return { sql: conditionSql(condition, reading), parameters: parameters.values };
}

/**
 * A WHERE condition over `errors` for a search of events: the whole language but the keys that only issues have.
 * It restricts neither projects nor time.
 * @param projects those that are searched, for `project:` and `release:latest`
 * @throws SearchError for a search that cannot be understood, or asks about issues.
 */
export function eventFilter(query: string, projects: Projects): EventFilter {
  const condition = parseQuery(query);
  return condition ? eventCondition(condition, projects) : { sql: "1", parameters: {} };
}
