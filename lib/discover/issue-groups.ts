// Rows of errors name a group, and which issue owns it is Postgres' business. These look-ups carry the field
// `issue` across, within the projects that are asked.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import type { FieldName } from "#lib/search/parse-field.ts";
import { parseQuery, type Condition } from "#lib/search/parse-query.ts";
import type { DiscoverQuestion } from "#lib/discover/schema.ts";
import { MAX_ISSUE_NUMBER } from "#lib/issues/schema.ts";
import { formatShortId, parseShortId } from "#lib/issues/short-id.ts";

export const ISSUE_FIELDS: readonly string[] = ["issue", "issue.id"];

export type IssueGroups = {
  /** Of issues with several groups: from each group but the first to the first. */
  merged: ReadonlyMap<bigint, bigint>;
  /** The groups of an issue, by its id or short id as the search has it. */
  ofIssue: ReadonlyMap<string, readonly bigint[]>;
};

export const NO_ISSUES: IssueGroups = { merged: new Map(), ofIssue: new Map() };

const MAX_MERGED = 20_000;
const GroupRow = z.object({ id: z.coerce.bigint() });
const MergedRow = z.object({ id: z.coerce.bigint(), first: z.coerce.bigint() });
const IssueRow = z.object({
  id: z.coerce.string(),
  issueId: z.number(),
  number: z.number(),
  slug: z.string(),
});

async function loadMerged(projectIds: readonly number[]): Promise<Map<bigint, bigint>> {
  const rows = await selectRows(
    pool(),
    MergedRow,
    `SELECT id, first FROM (
       SELECT id, min(id) OVER (PARTITION BY issue_id) AS first FROM grouping_hash WHERE project_id = ANY ($1)) AS g
     WHERE id <> first LIMIT ${MAX_MERGED}`,
    [projectIds],
  );
  return new Map(rows.map(({ id, first }) => [id, first]));
}

async function loadGroups(projectIds: readonly number[], issue: string): Promise<bigint[]> {
  const short = parseShortId(issue);
  const id = /^\d{1,9}$/.test(issue) ? Number(issue) : null;
  if (id === null && (short === null || short.number > MAX_ISSUE_NUMBER)) return [];
  const rows = await selectRows(
    pool(),
    GroupRow,
    `SELECT g.id FROM grouping_hash g JOIN issue i ON i.id = g.issue_id JOIN project p ON p.id = i.project_id
     WHERE p.id = ANY ($1) AND (i.id = $2 OR (p.slug = $3 AND i.number = $4))`,
    [projectIds, id, short?.projectSlug ?? null, short?.number ?? null],
  );
  return rows.map((row) => row.id);
}

const isIssue = (field: FieldName) => ISSUE_FIELDS.includes(field.name);

/** The issues that a search names. */
function namedIssues(condition: Condition | null): string[] {
  if (condition === null) return [];
  if (condition.kind === "and" || condition.kind === "or") return condition.parts.flatMap(namedIssues);
  if (condition.kind === "not") return namedIssues(condition.part);
  if (condition.kind !== "one of" || condition.field.kind !== "name" || !isIssue(condition.field)) return [];
  return condition.values.map(({ text }) => text);
}

/** What a question about errors needs to know of issues; nothing for one that does not name the field. */
export async function loadIssueGroups(
  question: DiscoverQuestion,
  projects: readonly { projectId: number }[],
): Promise<IssueGroups> {
  const { dataset, fields, query, sorts } = question;
  const mentions = [...fields, ...sorts, query].some((text) => text.includes("issue"));
  if (dataset !== "errors" || !mentions) return NO_ISSUES;
  const projectIds = projects.map(({ projectId }) => projectId);
  const named = [...new Set(namedIssues(parseQuery(query)))];
  const [merged, ...groups] = await Promise.all([
    loadMerged(projectIds),
    ...named.map((issue) => loadGroups(projectIds, issue)),
  ]);
  return { merged, ofIssue: new Map(named.map((issue, index) => [issue, groups[index] ?? []])) };
}

/** The issue of each group, with its short id; groups of no issue are missing. */
export async function issuesOfGroups(
  projects: readonly { projectId: number }[],
  groups: readonly string[],
): Promise<Map<string, { id: number; shortId: string }>> {
  if (groups.length === 0) return new Map();
  const rows = await selectRows(
    pool(),
    IssueRow,
    `SELECT g.id::text AS id, i.id AS "issueId", i.number, p.slug
     FROM grouping_hash g JOIN issue i ON i.id = g.issue_id JOIN project p ON p.id = i.project_id
     WHERE g.id = ANY ($1) AND p.id = ANY ($2)`,
    [[...new Set(groups)], projects.map(({ projectId }) => projectId)],
  );
  return new Map(
    rows.map(({ id, issueId, slug, number }) => [id, { id: issueId, shortId: formatShortId(slug, number) }]),
  );
}
