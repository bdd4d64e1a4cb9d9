// Terms of a search about the issue itself, as conditions for Postgres on `issue i`.
import { IssueLevel, IssuePriority, MAX_ISSUE_NUMBER } from "#lib/issues/schema.ts";
import { assignedSql, markedSql, suggestedSql, teamSql, type Asker } from "#lib/issues/search-people.ts";
import { isSql } from "#lib/issues/search-status.ts";
import type { SqlValues } from "#lib/issues/search-values.ts";
import type { IssueLeaf } from "#lib/issues/search.ts";
import { parseShortId } from "#lib/issues/short-id.ts";
import { wrongValue } from "#lib/search/condition-sql.ts";
import type { Operator, SearchValue } from "#lib/search/parse-query.ts";
import { readNumber, readTime, readTimeSpan } from "#lib/search/read-value.ts";
import { quoted, SearchError } from "#lib/search/search-error.ts";
import { suggestWord } from "#lib/search/suggest-word.ts";

/** Where the terms stand: who asks, which values go along, and what time it is. */
export type LeafScope = { asker: Asker; values: SqlValues; now: number };

/** How a key reads: `equals` one value, `compare` by an operator, `present` for has:. */
type Key = {
  equals: (value: SearchValue, scope: LeafScope, name: string) => string;
  compare?: (operator: Operator, value: SearchValue, scope: LeafScope, name: string) => string;
  present?: string;
};

/** Text that is equal, or like a pattern with stars in any case. */
function textSql(column: string, { text, like }: SearchValue, values: SqlValues): string {
  return like === null ? `${column} = ${values.add(text)}` : `${column} ILIKE ${values.add(like)}`;
}

const plain = (column: string): Key => ({
  equals: (value, { values }) => textSql(column, value, values),
  present: `${column} <> ''`,
});

function oneOf(column: string, type: string, words: readonly string[]): Key {
  return {
    equals: (value, { values }, name) => {
      const word = value.text.trim().toLowerCase();
      if (!words.includes(word))
        throw new SearchError(
          `${quoted(name)} cannot be ${quoted(value.text)}.${suggestWord(word, words)}`,
          value,
        );
      return `${column} = ${values.add(word.toUpperCase())}::${type}`;
    },
    present: "true",
  };
}

const moment = (at: number, values: SqlValues) => `${values.add(new Date(at))}::timestamptz`;

const time = (column: string): Key => ({
  equals: (value, { values, now }, name) => {
    const span = readTimeSpan(value.text, now);
    if (!span) throw wrongValue(name, "date", value);
    const from = span.from === null ? [] : [`${column} >= ${moment(span.from, values)}`];
    const until = span.until === null ? [] : [`${column} < ${moment(span.until, values)}`];
    return `(${[...from, ...until].join(" AND ")})`;
  },
  compare: (operator, value, { values, now }, name) => {
    const at = readTime(value.text, now);
    if (at === undefined) throw wrongValue(name, "date", value);
    return `${column} ${operator} ${moment(at, values)}`;
  },
  present: "true",
});

function numberOf(value: SearchValue, name: string): number {
  const number = readNumber(value.text);
  if (number === undefined) throw wrongValue(name, "integer", value);
  return number;
}

const number = (column: string): Key => ({
  equals: (value, { values }, name) => `${column} = ${values.add(numberOf(value, name))}::float8`,
  compare: (operator, value, { values }, name) =>
    `${column} ${operator} ${values.add(numberOf(value, name))}::float8`,
  present: "true",
});

// Of all projects at once: looked for anew for each issue, a thousand releases would take minutes.
const LATEST = (organization: string) => `SELECT DISTINCT ON (rp.project_id) rp.project_id, rp.release_id
  FROM release_project rp JOIN release r ON r.id = rp.release_id WHERE r.organization_id = ${organization}
  ORDER BY rp.project_id, coalesce(r.date_released, r.date_created) DESC, r.id DESC`;

const firstRelease: Key = {
  equals: (value, { values, asker }) => {
    if (value.text === "latest")
      return `(i.project_id, i.first_release_id) IN (${LATEST(values.add(asker.organizationId))})`;
    if (value.text === "") return "i.first_release_id IS NULL";
    return `i.first_release_id IN (SELECT id FROM release
      WHERE organization_id = ${values.add(asker.organizationId)} AND ${textSql("version", value, values)})`;
  },
  present: "i.first_release_id IS NOT NULL",
};

const regressedIn: Key = {
  equals: (value, { values, asker }) => `i.id IN (
    SELECT a.issue_id FROM issue_activity a WHERE a.issue_id = i.id AND a.type = 'REGRESSED'
      AND a.data->>'releaseId' IN (SELECT r.id::text FROM release r
        WHERE r.organization_id = ${values.add(asker.organizationId)} AND ${textSql("r.version", value, values)}))`,
  present:
    "i.id IN (SELECT a.issue_id FROM issue_activity a WHERE a.issue_id = i.id AND a.type = 'REGRESSED')",
};

/** The issue with this number or short id. */
export function issueSql(text: string, values: SqlValues): string | null {
  if (/^\d{1,9}$/.test(text)) return `i.id = ${values.add(Number(text))}`;
  const short = parseShortId(text);
  if (!short || short.number > MAX_ISSUE_NUMBER) return null;
  const slug = values.add(short.projectSlug);
  return `(i.number = ${values.add(short.number)} AND i.project_id IN (SELECT id FROM project WHERE slug = ${slug}))`;
}

const issue: Key = {
  equals: (value, { values }) => {
    const known = issueSql(value.text.trim(), values);
    if (known !== null) return known;
    throw new SearchError(`${quoted(value.text)} is no issue: use a short id such as WEB-1A.`, value);
  },
};

const project = (column: string): Key => ({
  equals: (value, { values }) =>
    `i.project_id IN (SELECT id FROM project WHERE ${textSql(column, value, values)})`,
  present: "true",
});

const CATEGORY = "CASE WHEN i.type IN ('error', 'default', 'csp') THEN 'error' ELSE i.type END";
const ASSIGNED = "(i.assignee_user_id IS NOT NULL OR i.assignee_team_id IS NOT NULL)";

const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  [
    "assigned",
    { equals: (value, { asker, values }) => assignedSql(value, asker, values), present: ASSIGNED },
  ],
  [
    "assigned_or_suggested",
    {
      equals: (value, { asker, values }) => suggestedSql(value, asker, values),
      present: `(${ASSIGNED} OR EXISTS (SELECT FROM issue_owner o WHERE o.issue_id = i.id))`,
    },
  ],
  ["bookmarks", { equals: (value, { asker, values }) => markedSql("issue_bookmark", value, asker, values) }],
  [
    "subscribed",
    { equals: (value, { asker, values }) => markedSql("issue_subscription", value, asker, values) },
  ],
  ["team", { equals: (value, { asker, values }) => teamSql(value, asker, values) }],
  ["firstRelease", firstRelease],
  ["regressed_in_release", regressedIn],
  ["age", time("i.first_seen")],
  ["firstSeen", time("i.first_seen")],
  ["lastSeen", time("i.last_seen")],
  ["timesSeen", number("i.times_seen")],
  ["issue", issue],
  ["issue.id", issue],
  ["issue.category", plain(CATEGORY)],
  ["issue.type", plain("i.type")],
  [
    "issue.priority",
    oneOf(
      "i.priority",
      "issue_priority",
      IssuePriority.options.map((one) => one.toLowerCase()),
    ),
  ],
  [
    "level",
    oneOf(
      "i.level",
      "issue_level",
      IssueLevel.options.map((one) => one.toLowerCase()),
    ),
  ],
  ["title", plain("i.title")],
  ["culprit", plain("i.culprit")],
  ["project", project("slug")],
  ["project.name", project("slug")],
  ["project.id", project("id::text")],
]);

/** @throws SearchError for a value that the key cannot have. */
export function leafSql(leaf: IssueLeaf, scope: LeafScope): string {
  if (leaf.kind === "is") return `(${leaf.values.map(isSql).join(" OR ")})`;
  const name = leaf.field.name;
  const key = KEYS.get(name);
  if (!key) throw new SearchError(`${quoted(name)} is not known here.`, leaf.key);
  if (leaf.kind === "has") {
    if (key.present !== undefined) return `(${key.present})`;
    throw new SearchError(`${quoted(name)} needs a value: has: tells nothing of it.`, leaf);
  }
  if (leaf.kind === "one of")
    return `(${leaf.values.map((value) => key.equals(value, scope, name)).join(" OR ")})`;
  const compared = key.compare?.(leaf.operator, leaf.value, scope, name);
  if (compared !== undefined) return compared;
  throw new SearchError(`${quoted(name)} cannot be compared with ${leaf.operator}.`, leaf.key);
}
