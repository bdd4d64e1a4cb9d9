// Gives issues with new events to whom the project's rules name.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import type { Event } from "#lib/events/event.ts";
import type { Match } from "#lib/ownership/compile-ownership.ts";
import { findOwners } from "#lib/ownership/find-owners.ts";
import { loadOwnership } from "#lib/ownership/load-ownership.ts";
import { namesIn, type Suggestion, suggestOwners } from "#lib/ownership/suggest-owners.ts";

type Seen = { issueId: number; events: readonly { event: Event }[] };

const BehindRow = z.object({
  issueId: z.number(),
  projectId: z.number(),
  revision: z.number(),
  userId: z.number().nullable(),
  teamId: z.number().nullable(),
  /** A rule may still decide: no person has, neither for somebody nor for nobody. */
  isFree: z.boolean(),
});
type Behind = z.infer<typeof BehindRow>;

// Revision 0 has never had a rule. An assignee without a word on who chose it counts as a person's choice.
const FIND_BEHIND = `
  SELECT i.id AS "issueId", i.project_id AS "projectId", p.ownership_revision AS revision,
    i.assignee_user_id AS "userId", i.assignee_team_id AS "teamId",
    CASE WHEN i.assigned_by IS NULL THEN i.assignee_user_id IS NULL AND i.assignee_team_id IS NULL
      ELSE i.assigned_by <> 'PERSON' END AS "isFree"
  FROM issue i JOIN project p ON p.id = i.project_id
  WHERE i.id = ANY ($1) AND p.ownership_revision > 0 AND i.ownership_revision < p.ownership_revision`;

const MARK = `
  UPDATE issue i SET ownership_revision = x.revision
  FROM json_to_recordset($1) AS x(id int, revision int) WHERE i.id = x.id`;

const SUGGEST = `
  INSERT INTO issue_owner (issue_id, source, rule, user_id, team_id, position)
  SELECT issue_id, source::owner_source, rule, user_id, team_id, position
  FROM json_to_recordset($1)
    AS x(issue_id int, source text, rule text, user_id int, team_id int, position smallint)`;

const ASSIGN = `
  WITH given AS (
    SELECT * FROM json_to_recordset($1) AS x(id int, user_id int, team_id int, source text, data jsonb)),
  assigned AS (
    UPDATE issue i SET assignee_user_id = g.user_id, assignee_team_id = g.team_id, assigned_by = g.source::assigned_by
    FROM given g WHERE i.id = g.id RETURNING i.id)
  INSERT INTO issue_activity (issue_id, type, data)
  SELECT id, 'ASSIGNED', g.data FROM given g JOIN assigned USING (id)`;

/** A rule short enough to show; Postgres refuses half a character. */
const shortRule = (rule: string) => rule.slice(0, 500).toWellFormed();

const newestOf = (events: readonly { event: Event }[]): Event | undefined =>
  events.reduce<Event | undefined>(
    (newest, { event }) => (newest && newest.timestamp > event.timestamp ? newest : event),
    undefined,
  );

const ids = ({ type, id }: Suggestion["owner"]) => ({
  user_id: type === "user" ? id : null,
  team_id: type === "team" ? id : null,
});

type Matched = { issue: Behind; revision: number; autoAssign: boolean; matches: Match[] };
type Advice = { issue: Behind; revision: number; autoAssign: boolean; suggestions: Suggestion[] };

async function advise(
  on: PoolClient,
  behind: readonly Behind[],
  events: ReadonlyMap<number, Event>,
): Promise<Advice[]> {
  const matched: Matched[] = [];
  for (const [projectId, issues] of Map.groupBy(behind, (issue) => issue.projectId)) {
    const rules = await loadOwnership(on, projectId, issues[0]?.revision ?? 0);
    for (const issue of issues) {
      const event = events.get(issue.issueId);
      if (!event || !rules) continue;
      const { revision, autoAssign, ownership } = rules;
      matched.push({ issue, revision, autoAssign, matches: ownership(event) });
    }
  }
  const names = matched.flatMap(({ issue: { projectId }, matches }) =>
    namesIn(matches).map((name) => ({ projectId, name })),
  );
  const ownerOf = await findOwners(on, names);
  return matched.map(({ issue, revision, autoAssign, matches }) => ({
    issue,
    revision,
    autoAssign,
    suggestions: suggestOwners(matches, (name) => ownerOf({ projectId: issue.projectId, name })),
  }));
}

const ownerRows = (advice: readonly Advice[]) =>
  advice.flatMap(({ issue, suggestions }) =>
    suggestions.map(({ source, rule, owner }, position) => {
      return { issue_id: issue.issueId, source, rule: shortRule(rule), ...ids(owner), position };
    }),
  );

function assignments(advice: readonly Advice[]) {
  return advice.flatMap(({ issue, autoAssign, suggestions: [best] }) => {
    if (!autoAssign || !issue.isFree || !best) return [];
    const { user_id, team_id } = ids(best.owner);
    if (issue.userId === user_id && issue.teamId === team_id) return [];
    const why = best.source === "CODEOWNERS" ? "by CODEOWNERS" : "by the rule";
    const detail = `${why} ${shortRule(best.rule)}`;
    const data = { assignee: best.owner.name, detail };
    return [{ id: issue.issueId, user_id, team_id, source: best.source, data }];
  });
}

/**
 * Stores suggestions, and assigns issues that nobody was assigned by hand. Issues that have seen the current
 * rules are left alone.
 * @param issues with the events they got; `on` is the transaction that counted them and holds their rows.
 */
export async function applyOwnership(on: PoolClient, issues: readonly Seen[]): Promise<void> {
  if (issues.length === 0) return;
  const behind = await selectRows(on, BehindRow, FIND_BEHIND, [issues.map(({ issueId }) => issueId)]);
  if (behind.length === 0) return;
  const newest = new Map<number, Event>();
  for (const { issueId, events } of issues) {
    const event = newestOf(events);
    if (event) newest.set(issueId, event);
  }
  const advice = await advise(on, behind, newest);
  const marks = advice.map(({ issue, revision }) => ({ id: issue.issueId, revision }));
  await on.query(MARK, [JSON.stringify(marks)]);
  await on.query("DELETE FROM issue_owner WHERE issue_id = ANY ($1)", [marks.map(({ id }) => id)]);
  const owners = ownerRows(advice);
  if (owners.length > 0) await on.query(SUGGEST, [JSON.stringify(owners)]);
  const given = assignments(advice);
  if (given.length > 0) await on.query(ASSIGN, [JSON.stringify(given)]);
}
