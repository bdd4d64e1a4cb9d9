import type { ReplaySummary } from "#lib/replays/queries.ts";

const iso = (ms: number) => new Date(ms).toISOString();

/** How much happened, from 1 to 10: errors weigh five times as much as pages. */
export const activityOf = (errors: number, urls: number): number =>
  Math.min(10, Math.max(1, Math.floor((25 * errors + 5 * urls) / 10)));

/** What a person would call the user; "" for nobody. */
const userName = ({ userUsername, userEmail, userId, userIp }: ReplaySummary) =>
  userUsername || userEmail || userId || userIp;

/** A replay as the Web API says it. */
export const replayJson = (replay: ReplaySummary) => ({
  id: replay.replayId,
  project_id: String(replay.projectId),
  replay_type: replay.replayType,
  started_at: iso(replay.startedAt),
  finished_at: iso(replay.finishedAt),
  /** Seconds. */
  duration: Math.round((replay.finishedAt - replay.startedAt) / 1_000),
  activity: activityOf(replay.errorIds.length, replay.urls.length),
  urls: replay.urls,
  error_ids: replay.errorIds,
  trace_ids: replay.traceIds,
  count_errors: replay.errorIds.length,
  count_urls: replay.urls.length,
  count_segments: replay.segmentCount,
  platform: replay.platform,
  releases: replay.releases,
  environment: replay.environment || null,
  dist: replay.dist || null,
  sdk: { name: replay.sdkName, version: replay.sdkVersion },
  user: {
    id: replay.userId || null,
    email: replay.userEmail || null,
    username: replay.userUsername || null,
    ip: replay.userIp || null,
    display_name: userName(replay) || null,
  },
  browser: { name: replay.browserName || null, version: replay.browserVersion || null },
  os: { name: replay.osName || null, version: replay.osVersion || null },
  device: { name: replay.device || null, brand: null, model: null, family: replay.device || null },
  tags: replay.tags,
  is_archived: false,
});
