// What an issue is made of: its groups, where each came from, and the rule that its merges taught.
import { z } from "zod";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { db, pool, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import { Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import { describeLearnedRule } from "#lib/issues/learned-rule.ts";
import { formatShortId } from "#lib/issues/short-id.ts";

const MAX_SHOWN = 500;

/** Times are milliseconds since 1970. */
export type IssueGroup = {
  id: bigint;
  hash: string;
  title: string;
  events: number;
  firstSeen: number;
  lastSeen: number;
  /** The issue that had it first. */
  origin: { id: number; shortId: string };
  isOwn: boolean;
  /** The newest event that is kept whole; null when none is. */
  eventId: string | null;
};

type LearnedRuleWords = { words: string; isActive: boolean };

type MergedIssueView = {
  id: number;
  shortId: string;
  /** The first 500, those of the issue itself before others, the largest first. */
  groups: IssueGroup[];
  groupCount: number;
  rule: LearnedRuleWords | null;
};

const GroupRow = z.object({
  id: z.coerce.bigint(),
  hash: z.string(),
  title: z.string(),
  events: z.coerce.number(),
  firstSeen: z.date().transform((date) => date.getTime()),
  lastSeen: z.date().transform((date) => date.getTime()),
  originId: z.number(),
  originNumber: z.number(),
  total: z.coerce.number(),
});

// A hash that only came beside others has no events of its own, and goes where its primary one goes.
const GROUPS = `
  SELECT h.id, h.hash, coalesce(nullif(h.title, ''), i.title) AS title, h.times_seen AS events,
    h.first_seen AS "firstSeen", h.last_seen AS "lastSeen", o.id AS "originId", o.number AS "originNumber",
    count(*) OVER () AS total
  FROM grouping_hash h JOIN issue i ON i.id = h.issue_id JOIN issue o ON o.id = h.origin_issue_id
  WHERE h.issue_id = $1 AND (h.times_seen > 0 OR h.primary_id IS NULL)
  ORDER BY (h.origin_issue_id = $1) DESC, h.times_seen DESC, h.id LIMIT ${MAX_SHOWN}`;

const EventRow = z.object({ group: z.coerce.bigint(), id: z.string() });

/** The newest whole event of each group. */
async function newestEventIds(projectId: number, groupIds: readonly bigint[]): Promise<Map<bigint, string>> {
  const rows = await queryRows(
    EventRow,
    `SELECT toString(group_id) AS group, replaceAll(toString(argMax(event_id, timestamp)), '-', '') AS id FROM errors
     WHERE project_id = {project:UInt32} AND group_id IN ${groupList(groupIds)} AND has_payload = 1
     GROUP BY group_id`,
    { project: projectId },
  );
  return new Map(rows.map(({ group, id }) => [group, id]));
}

const findOwn = (access: OrganizationAccess, issueId: number) =>
  db().issue.findFirst({
    where: { id: issueId, mergedIntoId: null, project: { organizationId: access.organizationId } },
    select: {
      number: true,
      project: { select: { id: true, slug: true } },
      learnedRules: { orderBy: { id: "desc" }, take: 1 },
    },
  });

/** The groups of an issue; null when this organization has no such issue. */
export async function findMergedIssue(
  access: OrganizationAccess,
  issueId: number,
): Promise<MergedIssueView | null> {
  const issue = await findOwn(access, issueId);
  if (!issue) return null;
  const { id: projectId, slug } = issue.project;
  const rows = await selectRows(pool(), GroupRow, GROUPS, [issueId]);
  const events = await newestEventIds(
    projectId,
    rows.map(({ id }) => id),
  );
  const [rule] = issue.learnedRules;
  const matchers = z.array(Matcher).safeParse(rule?.matchers);
  return {
    id: issueId,
    shortId: formatShortId(slug, issue.number),
    groups: rows.map(({ originId, originNumber, total: _total, ...group }) => ({
      ...group,
      origin: { id: originId, shortId: formatShortId(slug, originNumber) },
      isOwn: originId === issueId,
      eventId: events.get(group.id) ?? null,
    })),
    groupCount: rows[0]?.total ?? 0,
    rule:
      rule && matchers.success
        ? { words: `${describeLearnedRule(matchers.data)} come here too.`, isActive: rule.isActive }
        : null,
  };
}

/**
 * Turns what an issue learned on or off.
 * @throws RequestError 404 when this organization has no such issue, or it learned nothing.
 */
export async function setLearnedRule(
  access: OrganizationAccess,
  issueId: number,
  isActive: boolean,
): Promise<void> {
  demand(access, "event:write");
  const { count } = await db().learnedRule.updateMany({
    where: { issueId, project: { organizationId: access.organizationId } },
    data: { isActive },
  });
  if (count === 0) throw new RequestError(404, "This issue has no learned rule.");
}
