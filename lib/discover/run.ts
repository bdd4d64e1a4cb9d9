// Asks the question and writes the answer in the words of the Web API.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { buildStatement, type Selected } from "#lib/discover/build-sql.ts";
import type { Column, ValueType } from "#lib/search/column.ts";
import { issuesOfGroups, loadIssueGroups } from "#lib/discover/issue-groups.ts";
import { explained } from "#lib/search/too-much.ts";
import type { DiscoverQuestion } from "#lib/discover/schema.ts";

type Value = string | number | boolean | null;
export type DiscoverAnswer = {
  data: Record<string, Value>[];
  meta: { fields: Record<string, ValueType>; units: Record<string, string | null> };
  hasMore: boolean;
};

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Row = z.record(z.string(), Cell);

/** RFC 3339, with microseconds where there are any. */
function isoOf(us: number): string {
  const rest = us % 1000;
  const iso = new Date(Math.floor(us / 1000)).toISOString();
  return rest === 0 ? iso : iso.replace("Z", `${String(rest).padStart(3, "0")}Z`);
}

function valueOf(cell: Value | undefined, { type, keepsEmpty }: Column): Value {
  if (cell === null || cell === undefined) return null;
  if (type === "string") return cell === "" && !keepsEmpty ? null : String(cell);
  if (type === "boolean") return cell === true || Number(cell) === 1;
  const number = Number(cell);
  // Of no rows at all, the newest is 1970.
  if (type === "date") return number === 0 ? null : isoOf(number);
  return number;
}

function metaOf(selected: readonly Selected[]): DiscoverAnswer["meta"] {
  return {
    fields: Object.fromEntries(
      selected.map(({ asked, column }) => [asked, column.issue === "id" ? "integer" : column.type]),
    ),
    units: Object.fromEntries(selected.map(({ asked, column }) => [asked, column.unit ?? null])),
  };
}

type Answered = Record<string, Value>;

/** Groups become the issues that own them. */
async function nameIssues(
  rows: readonly Answered[],
  selected: readonly Selected[],
  projects: readonly ProjectAccess[],
): Promise<void> {
  const fields = selected.filter(({ column, field }) => column.issue && field.kind === "name");
  const groups = rows.flatMap((row) => fields.map(({ asked }) => String(row[asked])));
  const issues = await issuesOfGroups(projects, groups);
  for (const row of rows)
    for (const { asked, column } of fields) {
      const issue = issues.get(String(row[asked]));
      row[asked] = (column.issue === "id" ? issue?.id : issue?.shortId) ?? null;
    }
}

/**
 * Answers a question about the projects' telemetry.
 * @throws RequestError 400 for a question that cannot be understood or reads too much.
 */
export async function discover(
  projects: readonly ProjectAccess[],
  question: DiscoverQuestion,
): Promise<DiscoverAnswer> {
  const issues = await loadIssueGroups(question, projects);
  const { sql, parameters, selected } = buildStatement(question, projects, issues);
  const meta = metaOf(selected);
  if (projects.length === 0) return { data: [], meta, hasMore: false };
  const rows = await queryRows(Row, sql, parameters).catch((error: unknown) => {
    throw explained(error);
  });
  const data = rows
    .slice(0, question.limit)
    .map((row): Answered =>
      Object.fromEntries(selected.map(({ asked, alias, column }) => [asked, valueOf(row[alias], column)])),
    );
  await nameIssues(data, selected, projects);
  return { data, meta, hasMore: rows.length > question.limit };
}
