// What an issue's events have in common that the project's other events lack, out of two bounded samples.
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { groupList } from "#lib/events/group-mapping.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import type { Sample } from "#lib/issues/conditions/bits.ts";
import {
  chooseParts,
  countHypotheses,
  isComparable,
  type Part,
} from "#lib/issues/conditions/choose-parts.ts";
import { findCondition, type FoundCondition } from "#lib/issues/conditions/find-condition.ts";
import type { TimeRange } from "#lib/issues/schema.ts";

/** How many events were compared, and how many combinations of their tags could have been found. */
export type Compared = { issue: number; baseline: number; tried: number };

/** `too few`: there are not enough events of the issue, or none enough to compare them with. */
export type IssueCondition =
  | { kind: "found"; condition: FoundCondition; compared: Compared }
  | { kind: "none"; compared: Compared }
  | { kind: "too few"; of: "issue" | "baseline"; compared: Compared };

/** With fewer events on a side, hardly anything could be told from chance. */
export const MIN_SAMPLE = 20;
const MAX_ISSUE = 5_000;
const MAX_BASELINE = 20_000;
/** Of one kind of error, so that the loudest does not stand for the whole project. */
const MAX_PER_GROUP = 200;
/** Of one person and kind of error: a loop in one browser says no more than a few of its rounds. */
const MAX_PER_USER = 3;
/** Kinds of error that the issue is compared with: those seen last. Reading few groups is what keeps this quick. */
const MAX_GROUPS = 100;
/** Newest events of the issue that its sample is taken from. */
const MAX_LOOKED_AT = 50_000;

/** Values of tags, the most frequent first; the others could not be part of a condition. */
const MAX_VALUES = 20_000;

const TagRow = z.object({
  key: z.string(),
  value: z.string(),
  count: z.coerce.number(),
  distinct: z.coerce.number(),
});
const SideRow = z.object({
  isIssue: z.coerce.number(),
  size: z.coerce.number(),
  /** Which parts hold, and in how many events. */
  patterns: z.tuple([z.array(z.coerce.bigint()), z.array(z.coerce.number())]),
  carried: z.array(z.coerce.number()),
  distinct: z.array(z.coerce.number()),
});
type SideRow = z.infer<typeof SideRow>;

// An address is no person: whole offices share one, and a developer's machine is all of its users.
const PERSON = "if(user = '' OR startsWith(user, 'ip:'), sipHash64(event_id), sipHash64(user))";

const WITHIN = `project_id = {project:UInt32}
  AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
  AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))`;

const NEWEST_FIRST = "ORDER BY timestamp DESC, event_id DESC";

/** Tags of the newest events of some groups, a few a person. Tags are read last: sorting them would take them all. */
const newest = (groups: string, lookedAt: string, limits: string) => `
  SELECT tags FROM errors WHERE project_id = {project:UInt32} AND (group_id, timestamp, event_id) IN (
    SELECT group_id, timestamp, event_id FROM (
      SELECT group_id, timestamp, event_id FROM (
        SELECT group_id, timestamp, event_id, ${PERSON} AS person FROM errors
        WHERE ${WITHIN} AND group_id IN ${groups} ${lookedAt}
      ) ${NEWEST_FIRST} LIMIT ${MAX_PER_USER} BY group_id, person
    ) ${NEWEST_FIRST} ${limits})`;

function samplesOf(scope: IssueScope) {
  const own = groupList(scope.groupIds);
  const others = `(SELECT group_id FROM errors WHERE ${WITHIN} AND group_id NOT IN ${own}
    GROUP BY group_id ORDER BY max(timestamp) DESC LIMIT ${MAX_GROUPS})`;
  return {
    issue: newest(own, `${NEWEST_FIRST} LIMIT ${MAX_LOOKED_AT}`, `LIMIT ${MAX_ISSUE}`),
    baseline: newest(others, "", `LIMIT ${MAX_PER_GROUP} BY group_id LIMIT ${MAX_BASELINE}`),
  };
}

const toSample = ({ size, patterns: [holds, counts] }: SideRow): Sample => ({
  size,
  patterns: holds.map((one, at) => ({ holds: one, count: counts[at] ?? 0 })),
});

/** The issue's tags by value, and how many events were sampled: each of them has the tag without a name. */
async function readTags(sample: string, parameters: Record<string, unknown>) {
  const rows = await queryRows(
    TagRow,
    `SELECT key, value, count() AS count, count() OVER (PARTITION BY key) AS distinct
     FROM (${sample})
     ARRAY JOIN arrayPushBack(mapKeys(tags), '') AS key, arrayPushBack(mapValues(tags), 'any') AS value
     WHERE value != '' GROUP BY key, value ORDER BY count DESC LIMIT ${MAX_VALUES}`,
    parameters,
  );
  return {
    counts: rows.filter(({ key }) => key !== ""),
    size: rows.find(({ key }) => key === "")?.count ?? 0,
  };
}

/** Both samples, each event reduced to which of the parts it has. */
async function readSides(
  samples: { issue: string; baseline: string },
  parts: readonly Part[],
  parameters: Record<string, unknown>,
): Promise<{ issue: SideRow | undefined; baseline: SideRow | undefined }> {
  const rows = await queryRows(
    SideRow,
    `SELECT isIssue, count() AS size, sumMap([holds], [toUInt32(1)]) AS patterns,
       sumForEach(arrayMap(value -> toUInt32(value != ''), found)) AS carried, uniqForEach(found) AS distinct
     FROM (
       SELECT isIssue, arrayMap(key -> tags[key], {keys:Array(String)}) AS found,
         arraySum(arrayMap((value, wanted, bit) -> if(value = wanted, bit, 0), found, {values:Array(String)},
           {bits:Array(UInt64)})) AS holds
       FROM (SELECT 1 AS isIssue, tags FROM (${samples.issue})
         UNION ALL SELECT 0 AS isIssue, tags FROM (${samples.baseline}))
     ) GROUP BY isIssue`,
    {
      ...parameters,
      keys: parts.map(({ key }) => key),
      values: parts.map(({ value }) => value),
      // Fewer than 53 bits: a number is exact.
      bits: parts.map(({ bit }) => 2 ** bit),
    },
  );
  return { issue: rows.find(({ isIssue }) => isIssue), baseline: rows.find(({ isIssue }) => !isIssue) };
}

/** The smallest condition that explains the issue, against the other events of its project in the same range. */
export async function issueCondition(
  scope: IssueScope,
  range: TimeRange,
  environments: readonly string[],
): Promise<IssueCondition> {
  const parameters = { project: scope.projectId, from: range.from ?? 0, until: range.until, environments };
  const samples = samplesOf(scope);
  const { counts, size } = await readTags(samples.issue, parameters);
  const tried = countHypotheses(counts);
  if (size < MIN_SAMPLE)
    return { kind: "too few", of: "issue", compared: { issue: size, baseline: 0, tried } };
  const chosen = chooseParts(counts, size);
  const { issue, baseline } = await readSides(samples, chosen, parameters);
  const compared = { issue: issue?.size ?? 0, baseline: baseline?.size ?? 0, tried };
  if (!issue || !baseline || baseline.size < MIN_SAMPLE) return { kind: "too few", of: "baseline", compared };
  const parts = chosen.filter((part) => {
    const use = { carried: baseline.carried[part.bit] ?? 0, distinct: baseline.distinct[part.bit] ?? 0 };
    return isComparable(part, use, baseline.size);
  });
  const condition = findCondition(parts, toSample(issue), toSample(baseline), tried);
  return condition ? { kind: "found", condition, compared } : { kind: "none", compared };
}
