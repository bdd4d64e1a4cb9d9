// Reads of replays: the union of their segments, which arrive in any order and not all of them.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { parseEventId } from "#lib/events/event-id.ts";

// A replay ends after an hour, and a segment has five seconds.
const MAX_SEGMENTS = 2_000;
const MAX_LIST = 100;
// Of what a replay lists; an SDK writes one or two new ones a segment.
const MAX_OF_SEGMENT = 20;
const MAX_LISTED = 1_000;

const number = z.coerce.number();
const strings = z.array(z.string());

const SegmentRow = z.object({
  segmentId: number,
  at: number,
  firstEventAt: number,
  lastEventAt: number,
  eventCount: number,
  blobKey: z.string(),
  blobEncoding: z.enum(["deflate", "recording"]),
  blobBytes: number,
  videoKey: z.string(),
  videoBytes: number,
});

/** One stored segment; times in milliseconds since 1970. `eventCount` is 0 for a large one, which nobody counts. */
export type ReplaySegment = z.infer<typeof SegmentRow>;

const SummaryRow = z.object({
  replayId: z.string(),
  projectId: number,
  startedAt: number,
  finishedAt: number,
  replayType: z.string(),
  segmentCount: number,
  urls: strings,
  errorIds: strings,
  traceIds: strings,
  releases: strings,
  platform: z.string(),
  environment: z.string(),
  dist: z.string(),
  sdkName: z.string(),
  sdkVersion: z.string(),
  userId: z.string(),
  userEmail: z.string(),
  userUsername: z.string(),
  userIp: z.string(),
  browserName: z.string(),
  browserVersion: z.string(),
  osName: z.string(),
  osVersion: z.string(),
  device: z.string(),
  /** Every value that a tag had in some segment. */
  tags: z
    .array(z.tuple([z.string(), z.string()]))
    .transform((pairs) => Map.groupBy(pairs, ([key]) => key))
    .transform((groups) =>
      Object.fromEntries([...groups].map(([key, pairs]) => [key, pairs.map(([, value]) => value)])),
    ),
});

/** What a replay is known by in a list; times in milliseconds since 1970. */
export type ReplaySummary = z.infer<typeof SummaryRow>;

/** A list that grows from segment to segment, in their order. */
const inOrder = (column: string) =>
  `arraySlice(arrayFlatten(arrayMap(one -> one.2, arraySort(one -> one.1,
     groupArray(${MAX_SEGMENTS})((segment_id, arraySlice(${column}, 1, ${MAX_OF_SEGMENT})))))), 1, ${MAX_LISTED})`;

/** What a later segment knows it may not repeat, so the newest counts that says something. */
const newest = (column: string, where = column) => `argMaxIf(${column}, segment_id, ${where} != '')`;

const SUMMARY = `replay_id AS replayId, project_id AS projectId,
  toUnixTimestamp64Milli(min(started_at)) AS startedAt,
  toUnixTimestamp64Milli(max(greatest(timestamp, last_event_at))) AS finishedAt,
  argMin(replay_type, segment_id) AS replayType, count() AS segmentCount,
  ${inOrder("urls")} AS allUrls, arrayDistinct(${inOrder("error_ids")}) AS errorIds,
  arrayDistinct(${inOrder("trace_ids")}) AS traceIds,
  arraySort(groupUniqArrayIf(20)(release, release != '')) AS releases,
  argMax(platform, segment_id) AS newestPlatform, ${newest("environment")} AS newestEnvironment,
  ${newest("dist")} AS newestDist, ${newest("sdk_name")} AS sdkName, ${newest("sdk_version", "sdk_name")} AS sdkVersion,
  ${newest("user_id", "user")} AS userId, ${newest("user_email", "user")} AS userEmail,
  ${newest("user_username", "user")} AS userUsername, ${newest("user_ip", "user")} AS userIp,
  ${newest("browser_name")} AS browserName, ${newest("browser_version", "browser_name")} AS browserVersion,
  ${newest("os_name")} AS osName, ${newest("os_version", "os_name")} AS osVersion,
  ${newest("device")} AS newestDevice,
  arraySort(groupUniqArrayArray(${MAX_LISTED})(CAST(tags, 'Array(Tuple(String, String))'))) AS allTags`;

// The inner names differ from the columns: an alias that hides the column it is made of would be read in its place.
const summaryQuery = (where: string) => `
  SELECT * EXCEPT (allUrls, newestPlatform, newestEnvironment, newestDist, newestDevice, allTags),
    allUrls AS urls, newestPlatform AS platform, newestEnvironment AS environment, newestDist AS dist,
    newestDevice AS device, allTags AS tags
  FROM (SELECT ${SUMMARY} FROM replay_segments WHERE ${where} GROUP BY project_id, replay_id)
  ORDER BY startedAt DESC, replayId DESC LIMIT ${MAX_LIST}`;

const summarize = (projects: readonly number[], replays: readonly string[]): Promise<ReplaySummary[]> =>
  queryRows(
    SummaryRow,
    summaryQuery("project_id IN {projects:Array(UInt32)} AND replay_id IN {replays:Array(String)}"),
    { projects, replays },
  );

export type Replay = ReplaySummary & {
  /** By their number; each number once. */
  segments: ReplaySegment[];
  /** Numbers of segments that have not arrived, below the highest that has; at most 2,000. */
  missing: number[];
};

const projectIds = (projects: readonly ProjectAccess[]) => projects.map((project) => project.projectId);

function missingOf(segments: readonly ReplaySegment[]): number[] {
  const there = new Set(segments.map(({ segmentId }) => segmentId));
  const missing: number[] = [];
  const highest = segments.at(-1)?.segmentId ?? 0;
  for (let id = 0; id < highest && missing.length < MAX_SEGMENTS; id++) if (!there.has(id)) missing.push(id);
  return missing;
}

/** @returns null when none of the projects has such a replay. */
export async function findReplay(projects: readonly ProjectAccess[], text: string): Promise<Replay | null> {
  const replayId = parseEventId(text);
  if (replayId === null || projects.length === 0) return null;
  // Two projects with one id would be an SDK's mistake; the one that began last is taken.
  const [summary] = await summarize(projectIds(projects), [replayId]);
  if (!summary) return null;
  const segments = await queryRows(
    SegmentRow,
    `SELECT segment_id AS segmentId, toUnixTimestamp64Milli(timestamp) AS at,
       toUnixTimestamp64Milli(first_event_at) AS firstEventAt, toUnixTimestamp64Milli(last_event_at) AS lastEventAt,
       event_count AS eventCount, blob_key AS blobKey, blob_encoding AS blobEncoding, blob_bytes AS blobBytes,
       video_key AS videoKey, video_bytes AS videoBytes
     FROM replay_segments WHERE project_id = {project:UInt32} AND replay_id = {replay:String}
     ORDER BY segment_id LIMIT ${MAX_SEGMENTS}`,
    { project: summary.projectId, replay: replayId },
  );
  return { ...summary, segments, missing: missingOf(segments) };
}

const Found = z.object({ replayId: z.string(), projectId: number, startedAt: number });

/** `range` in milliseconds since 1970; no environments mean all; `limit` at most 100. */
export type ReplayFilters = {
  range: { from: number | null; until: number };
  environments: readonly string[];
  cursor: string | null;
  limit: number;
};

function readKeyset(cursor: string | null): { at: number; id: string } | null {
  const [, at, id] = /^(\d{1,14})_([0-9a-f]{32})$/.exec(cursor ?? "") ?? [];
  return at !== undefined && id !== undefined ? { at: Number(at), id } : null;
}

/** A pair of project and replay may be in the question crosswise, and is not asked for then. */
async function summarizePage(page: readonly z.infer<typeof Found>[]): Promise<ReplaySummary[]> {
  const keyOf = (row: { projectId: number; replayId: string }) => `${row.projectId}:${row.replayId}`;
  const wanted = new Set(page.map(keyOf));
  const projects = [...new Set(page.map((row) => row.projectId))];
  const found = await summarize(
    projects,
    page.map((row) => row.replayId),
  );
  return found.filter((row) => wanted.has(keyOf(row)));
}

/** Replays that began in the range, the newest first. */
export async function listReplays(
  projects: readonly ProjectAccess[],
  { range, environments, cursor, limit }: ReplayFilters,
): Promise<{ items: ReplaySummary[]; next: string | null }> {
  const size = Math.min(limit, MAX_LIST);
  const after = readKeyset(cursor);
  if (projects.length === 0) return { items: [], next: null };
  // Every segment knows when its replay began, so those before the range need no look.
  const found = await queryRows(
    Found,
    `SELECT replay_id AS replayId, project_id AS projectId, toUnixTimestamp64Milli(min(started_at)) AS startedAt
     FROM replay_segments
     WHERE project_id IN {projects:Array(UInt32)} AND timestamp >= fromUnixTimestamp64Milli({from:Int64})
       AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, environment))
     GROUP BY project_id, replay_id
     HAVING startedAt >= {from:Int64} AND startedAt < {until:Int64}
       AND ({id:String} = '' OR (startedAt, replayId) < ({at:Int64}, {id:String}))
     ORDER BY startedAt DESC, replayId DESC LIMIT {limit:UInt32}`,
    {
      projects: projectIds(projects),
      environments,
      from: range.from ?? 0,
      until: range.until,
      at: after?.at ?? 0,
      id: after?.id ?? "",
      limit: size + 1,
    },
  );
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    items: page.length === 0 ? [] : await summarizePage(page),
    next: last && found.length > size ? `${last.startedAt}_${last.replayId}` : null,
  };
}
