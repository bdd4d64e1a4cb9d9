// Reads one event of each of some groups, and what they teach.
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { selectRows } from "#lib/db.ts";
import { Event } from "#lib/events/event.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import { Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import { deriveLesson, type Lesson } from "#lib/issues/learned-rule.ts";
import { compileLearnedRule } from "#lib/issues/learned-rules.ts";

const MAX_GROUPS = 50;

const GroupRow = z.object({ id: z.coerce.bigint() });
const KeyRow = z.object({ group: z.string(), at: z.string(), id: z.string() });
const Payload = z.object({ event: z.string() });

/** The newest event of each group that is kept whole. Keys are found first: sorting payloads would read them all. */
export async function newestEvents(projectId: number, groupIds: readonly bigint[]): Promise<Event[]> {
  if (groupIds.length === 0) return [];
  const keys = await queryRows(
    KeyRow,
    `SELECT toString(group_id) AS group, toString(toUnixTimestamp64Milli(newest.1)) AS at, toString(newest.2) AS id
     FROM (SELECT group_id, max((timestamp, event_id)) AS newest FROM errors
       WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds)} AND has_payload = 1
       GROUP BY group_id) ORDER BY newest DESC`,
    { project: projectId },
  );
  if (keys.length === 0) return [];
  const places = keys.map(
    ({ group, at, id }) => `(${group}, fromUnixTimestamp64Milli(toInt64(${at}), 'UTC'), toUUID('${id}'))`,
  );
  const rows = await queryRows(
    Payload,
    `SELECT event FROM errors WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds)}
       AND (group_id, timestamp, event_id) IN (${places.join(",")}) LIMIT ${groupIds.length}`,
    { project: projectId },
  );
  return rows.flatMap(({ event }) => {
    const parsed = Event.safeParse(JSON.parse(event));
    return parsed.success ? [parsed.data] : [];
  });
}

/** What the issues' groups teach together: the newest groups of each, and no more than fifty in all. */
export async function learnFromIssues(
  on: PoolClient,
  projectId: number,
  issueIds: readonly number[],
): Promise<Lesson> {
  const groups = await selectRows(
    on,
    GroupRow,
    `SELECT id FROM (
       SELECT id, last_seen, row_number() OVER (PARTITION BY origin_issue_id ORDER BY last_seen DESC, id DESC) AS place
       FROM grouping_hash WHERE issue_id = ANY ($1) AND project_id = $2 AND times_seen > 0) AS g
     ORDER BY place, last_seen DESC, id DESC LIMIT ${MAX_GROUPS}`,
    [issueIds, projectId],
  );
  const events = await newestEvents(
    projectId,
    groups.map(({ id }) => id),
  );
  const lesson = deriveLesson(events);
  if ("matchers" in lesson && !events.every(compileLearnedRule(lesson.matchers)))
    return { reason: "What they have in common cannot be written as a rule." };
  return lesson;
}

const RuleRow = z.object({ id: z.number(), matchers: z.array(Matcher), isActive: z.boolean() });
type LearnedRuleRow = z.infer<typeof RuleRow>;

/** The rule of an issue; null when it has none. */
export async function findLearnedRule(on: PoolClient, issueId: number): Promise<LearnedRuleRow | null> {
  const [row] = await selectRows(
    on,
    RuleRow,
    `SELECT id, matchers, is_active AS "isActive" FROM learned_rule WHERE issue_id = $1 ORDER BY id DESC LIMIT 1`,
    [issueId],
  );
  return row ?? null;
}

/** Gives the issue this rule in place of the one that it had. */
export async function replaceLearnedRule(
  on: PoolClient,
  { projectId, issueId }: { projectId: number; issueId: number },
  lesson: Lesson,
  isActive: boolean,
): Promise<void> {
  await on.query("DELETE FROM learned_rule WHERE issue_id = $1", [issueId]);
  if ("reason" in lesson) return;
  await on.query(
    "INSERT INTO learned_rule (project_id, issue_id, matchers, is_active) VALUES ($1, $2, $3, $4)",
    [projectId, issueId, JSON.stringify(lesson.matchers), isActive],
  );
}

/** Drops the rules, of the given issues, that would bring events of what was unmerged back. */
export async function dropRulesThatMatch(
  on: PoolClient,
  issueIds: readonly number[],
  unmerged: readonly Event[],
): Promise<void> {
  const rules = await selectRows(
    on,
    RuleRow,
    `SELECT id, matchers, is_active AS "isActive" FROM learned_rule WHERE issue_id = ANY ($1)`,
    [issueIds],
  );
  const wrong = rules.filter(({ matchers }) => unmerged.some(compileLearnedRule(matchers)));
  if (wrong.length > 0)
    await on.query("DELETE FROM learned_rule WHERE id = ANY ($1)", [wrong.map(({ id }) => id)]);
}
