// The sessions route's answer: totals and a series for each group, every series as long as the list of intervals.
import { answer } from "#lib/api/answer.ts";
import type { SessionRequest } from "#lib/api/session-request.ts";
import { countSessions, type SessionCounts, type SessionGroup } from "#lib/sessions/queries.ts";
import { SESSION_STATES, sessionField, type SessionState } from "#lib/sessions/session-fields.ts";

const MAX_GROUPS = 100;
const MAX_POINTS = 50_000;
const MAX_ROWS = 50_000;

const nothing = { total: 0, troubled: 0, crashed: 0, abnormal: 0, unhandled: 0 };
const EMPTY: SessionCounts = { sessions: nothing, users: nothing };
const NO_GROUP: SessionGroup = { ...EMPTY, projectId: 0, release: "", environment: "", bucket: 0 };

const seconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
const keyOf = ({ projectId, release, environment }: SessionGroup) =>
  JSON.stringify([projectId, release, environment]);

/** The largest groups, and how each went over time. Users of several intervals count once in the total. */
async function count({ projects, filters, groupBy, interval, intervals }: SessionRequest) {
  const limit = Math.max(1, Math.min(MAX_GROUPS, Math.floor(MAX_POINTS / intervals)));
  const groups = await countSessions(projects, filters, { groupBy, limit });
  // Narrowed to the groups that are shown, or those that are not would use up the rows.
  const named = (key: "release" | "environment", all: readonly string[]) =>
    groupBy.includes(key) && groups.length === limit ? [...new Set(groups.map((group) => group[key]))] : all;
  const narrowed = {
    range: filters.range,
    releases: named("release", filters.releases),
    environments: named("environment", filters.environments),
  };
  const rows = await countSessions(projects, narrowed, { groupBy, bucketMs: interval, limit: MAX_ROWS });
  const series = Map.groupBy(rows, keyOf);
  if (groups.length === 0 && groupBy.length === 0) groups.push(NO_GROUP);
  return groups.map((group) => ({
    group,
    buckets: new Map(series.get(keyOf(group))?.map((row) => [row.bucket, row])),
  }));
}

function groupJson(
  request: SessionRequest,
  { group, buckets }: { group: SessionGroup; buckets: ReadonlyMap<number, SessionCounts> },
  state: SessionState | null,
) {
  const values = { project: group.projectId, release: group.release, environment: group.environment };
  const read = (counts: SessionCounts) =>
    request.fields.map((field) => [field, sessionField(field, counts, state)] as const);
  const points = Array.from({ length: request.intervals }, (_, at) => read(buckets.get(at) ?? EMPTY));
  return {
    by: {
      ...Object.fromEntries(request.groupBy.map((key) => [key, values[key]])),
      ...(state !== null && { "session.status": state }),
    },
    totals: Object.fromEntries(read(group)),
    series: Object.fromEntries(
      request.fields.map((field, index) => [field, points.map((point) => point[index]?.[1] ?? null)]),
    ),
  };
}

export async function answerSessions(request: SessionRequest): Promise<Response> {
  const { filters, interval, intervals, query, byStatus } = request;
  const { from, until } = filters.range;
  const counted = await count(request);
  const states = byStatus ? SESSION_STATES : [null];
  return answer({
    start: seconds(from),
    end: seconds(until),
    intervals: Array.from({ length: intervals }, (_, at) => seconds(from + at * interval)),
    groups: counted.flatMap((group) => states.map((state) => groupJson(request, group, state))),
    query,
  });
}
