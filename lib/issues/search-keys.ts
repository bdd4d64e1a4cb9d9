// What can be searched for, for completion: keys with a word about each, and values that there are.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { pool, selectRows } from "#lib/db.ts";
import { suggestEventValues, suggestTagKeys } from "#lib/events/suggest-values.ts";
import { IssueLevel, IssuePriority, type TimeRange } from "#lib/issues/schema.ts";
import { IS_VALUES } from "#lib/issues/search-status.ts";
import { RequestError } from "#lib/errors.ts";

type Kind = "status" | "person" | "text" | "number" | "date" | "boolean" | "choice";

/** `values` are all there are, or the words that stand beside what is seen. */
export type SearchKeyInfo = { key: string; kind: Kind; description: string; values?: readonly string[] };

const info = (key: string, kind: Kind, description: string, values?: readonly string[]): SearchKeyInfo => ({
  key,
  kind,
  description,
  ...(values && { values }),
});

const AGES = ["-1h", "-24h", "-7d", "-30d", "+7d", "+30d"];
const YES_NO = ["true", "false"];
const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase());

/** The keys of the issue list, the usual ones first. Every other key is a tag. */
export const ISSUE_SEARCH_KEYS: readonly SearchKeyInfo[] = [
  info("is", "status", "Status, assignment, review", IS_VALUES),
  info("assigned", "person", "Who has it: me, none, my_teams, #team or an e-mail address"),
  info("assigned_or_suggested", "person", "Who has it, or should have it by ownership"),
  info("level", "choice", "How severe it is", lower(IssueLevel.options)),
  info("issue.priority", "choice", "Its priority", lower(IssuePriority.options)),
  info("environment", "text", "Where it happened"),
  info("release", "text", "The version it happened in; latest is the newest"),
  info("firstRelease", "text", "The version it was first seen in"),
  info("age", "date", "When it was first seen: -24h is newer, +24h older", AGES),
  info("lastSeen", "date", "When it was last seen", AGES),
  info("timesSeen", "number", "How many events there are in all: >100"),
  info("message", "text", "Has this in its message"),
  info("title", "text", "Its title; * stands for anything"),
  info("error.type", "text", "Type of any exception of the chain"),
  info("error.value", "text", "Text of any exception"),
  info("error.unhandled", "boolean", "Nothing caught it", YES_NO),
  info("error.handled", "boolean", "Something caught it", YES_NO),
  info("error.mechanism", "text", "What reported it"),
  info("stack.function", "text", "Function of any frame"),
  info("stack.filename", "text", "File of any frame"),
  info("stack.module", "text", "Module of any frame"),
  info("stack.abs_path", "text", "Whole path of any frame's file"),
  info("stack.package", "text", "Library of any frame"),
  info("transaction", "text", "Route or task"),
  info("url", "text", "Address of the request or page"),
  info("http.method", "text", "Method of the request"),
  info("user", "text", "Id, e-mail address, username or IP address"),
  info("user.id", "text", "Id of the user"),
  info("user.email", "text", "E-mail address of the user"),
  info("user.username", "text", "Name of the user"),
  info("user.ip", "text", "IP address of the user"),
  info("browser.name", "text", "Browser"),
  info("browser.version", "text", "Version of the browser"),
  info("os.name", "text", "Operating system"),
  info("os.version", "text", "Version of the operating system"),
  info("device.family", "text", "Device"),
  info("device.model", "text", "Model of the device"),
  info("platform", "text", "Language or platform of the event"),
  info("sdk.name", "text", "SDK that reported it"),
  info("sdk.version", "text", "Version of that SDK"),
  info("server_name", "text", "Machine that it happened on"),
  info("logger", "text", "Logger that reported it"),
  info("dist", "text", "Build of the release"),
  info("release.package", "text", "What stands before the @ of a release"),
  info("release.version", "text", "Version of a release, in its order: >=1.2.0"),
  info("release.build", "text", "What stands behind the + of a release"),
  info("regressed_in_release", "text", "The release that brought it back"),
  info("event.timestamp", "date", "When an event happened", AGES),
  info("trace", "text", "Trace of an event"),
  info("project", "text", "Slug of the project"),
  info("team", "person", "In a project of this team: #team or my_teams"),
  info("bookmarks", "person", "Bookmarked by: me or an e-mail address", ["me"]),
  info("subscribed", "person", "Followed by: me or an e-mail address", ["me"]),
  info("issue", "text", "Short id of the issue"),
  info("issue.category", "choice", "What kind of issue", ["error"]),
  info("issue.type", "text", "What kind of events"),
  info("has", "text", "Any key that an event has"),
];

type Question = { key: string; prefix: string; projectIds: readonly number[]; range: TimeRange };

const MAX_VALUES = 20;
const ValueRow = z.object({ value: z.string() });

/** `count` is how many of the newest events have it; null where that is not counted. */
type Suggestion = { value: string; count: number | null };
const IdRow = z.object({ id: z.number() });

/** Statements for what Postgres knows: $1 the organization, $2 projects, $3 what the value has in it. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  [
    "release",
    `SELECT r.version AS value FROM release r JOIN release_project rp ON rp.release_id = r.id
     WHERE r.organization_id = $1 AND rp.project_id = ANY ($2::int[]) AND r.version ILIKE $3
     GROUP BY r.id ORDER BY max(rp.last_event) DESC LIMIT ${MAX_VALUES}`,
  ],
  [
    "environment",
    `SELECT DISTINCT e.name AS value FROM environment e JOIN environment_project ep ON ep.environment_id = e.id
     WHERE e.organization_id = $1 AND ep.project_id = ANY ($2::int[]) AND e.name ILIKE $3 AND e.name <> ''
     ORDER BY 1 LIMIT ${MAX_VALUES}`,
  ],
  [
    "project",
    `SELECT slug AS value FROM project
     WHERE organization_id = $1 AND id = ANY ($2::int[]) AND slug ILIKE $3 ORDER BY slug LIMIT ${MAX_VALUES}`,
  ],
  [
    "team",
    `SELECT '#' || slug AS value FROM team
     WHERE organization_id = $1 AND cardinality($2::int[]) >= 0 AND '#' || slug ILIKE $3 ORDER BY slug LIMIT ${MAX_VALUES}`,
  ],
  [
    "person",
    `SELECT u.email AS value FROM "user" u JOIN membership m ON m.user_id = u.id
     WHERE m.organization_id = $1 AND cardinality($2::int[]) >= 0 AND (u.email ILIKE $3 OR u.name ILIKE $3)
     ORDER BY u.name, u.email LIMIT ${MAX_VALUES}`,
  ],
]);

/** Where the values of a key are, and the words that come before them. */
const SOURCES: ReadonlyMap<string, { words: readonly string[]; of: readonly string[] }> = new Map([
  ["release", { words: ["latest"], of: ["release"] }],
  ["firstRelease", { words: ["latest"], of: ["release"] }],
  ["regressed_in_release", { words: [], of: ["release"] }],
  ["environment", { words: [], of: ["environment"] }],
  ["project", { words: [], of: ["project"] }],
  ["assigned", { words: ["me", "none", "my_teams"], of: ["team", "person"] }],
  ["assigned_or_suggested", { words: ["me", "none", "my_teams"], of: ["team", "person"] }],
  ["team", { words: ["my_teams"], of: ["team"] }],
  ["bookmarks", { words: ["me"], of: ["person"] }],
  ["subscribed", { words: ["me"], of: ["person"] }],
]);

/** Keys of issues that have no list of values. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set([
  "issue",
  "issue.id",
  "issue.type",
  "timesSeen",
  "trace",
]);

const projectsOf = async (access: OrganizationAccess, ids: readonly number[]): Promise<number[]> => {
  const rows = await selectRows(
    pool(),
    IdRow,
    "SELECT id FROM project WHERE organization_id = $1 AND (cardinality($2::int[]) = 0 OR id = ANY ($2)) ORDER BY id",
    [access.organizationId, ids],
  );
  return rows.map(({ id }) => id);
};

const escaped = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

async function knownValues(
  access: OrganizationAccess,
  of: string,
  prefix: string,
  projects: readonly number[],
): Promise<Suggestion[]> {
  const values = [access.organizationId, projects, escaped(prefix)];
  const rows = await selectRows(pool(), ValueRow, KNOWN.get(of) ?? "", values);
  return rows.map(({ value }) => ({ value, count: null }));
}

const words = (values: readonly string[], prefix: string): Suggestion[] =>
  values
    .filter((value) => value.toLowerCase().includes(prefix.toLowerCase()))
    .map((value) => ({ value, count: null }));

/** Values of a key that have the typed text in them, the usual ones first. */
export async function suggestSearchValues(
  access: OrganizationAccess,
  question: Question,
): Promise<Suggestion[]> {
  const { key, range } = question;
  const prefix = question.prefix.replaceAll("\0", "");
  const fixed = ISSUE_SEARCH_KEYS.find((one) => one.key === key)?.values;
  const source = SOURCES.get(key);
  if (fixed && !source) return words(fixed, prefix);
  if (WITHOUT_VALUES.has(key) || key.includes("\0")) return [];
  const projectIds = await projectsOf(access, question.projectIds);
  if (key === "has") return suggestTagKeys(prefix, { projectIds, range });
  if (!source)
    return suggestEventValues(key, prefix, { projectIds, range }).catch((error: unknown) => {
      // What is typed may not be a key yet.
      if (error instanceof RequestError) return [];
      throw error;
    });
  const found = await Promise.all(source.of.map((of) => knownValues(access, of, prefix, projectIds)));
  return [...words(source.words, prefix), ...found.flat()].slice(0, MAX_VALUES);
}

/** Keys of tags that events have, most frequent first, with the typed text in them. */
export async function suggestSearchKeys(
  access: OrganizationAccess,
  { prefix, projectIds, range }: Omit<Question, "key">,
): Promise<Suggestion[]> {
  const projects = await projectsOf(access, projectIds);
  return suggestTagKeys(prefix.replaceAll("\0", ""), { projectIds: projects, range });
}
