// A segment's event as a row of replay_segments.
import { createHash } from "node:crypto";
import type { JsonObject } from "#lib/events/bound-json.ts";
import { parseTimestamp } from "#lib/events/clock.ts";
import { readId } from "#lib/events/event-id.ts";
import type { Event, Json } from "#lib/events/event.ts";
import { dateTimeMs } from "#lib/telemetry/date-time.ts";

const MOST = 100;
const MAX_TEXT = 2_048;
const DAY_MS = 86_400_000;
const MAX_SEGMENT = 2 ** 32 - 1;

/** A recording that is stored, and what is known of its events; times in milliseconds since 1970. */
export type SegmentRecording = {
  key: string;
  /** "deflate": events as JSON; "recording": as it came, first line and all. */
  encoding: "deflate" | "recording";
  bytes: number;
  eventCount: number;
  firstEventAt: number | null;
  lastEventAt: number | null;
  /** The mp4 of a phone's screen. */
  video?: { key: string; bytes: number };
};

/** null when it is none. */
export const readSegmentId = (told: unknown): number | null =>
  typeof told === "number" && Number.isInteger(told) && told >= 0 && told <= MAX_SEGMENT ? told : null;

/** What makes a second segment of the same place a duplicate: 32 hex digits. */
export const segmentClaim = (replayId: string, segmentId: number): string =>
  createHash("sha256").update(`${replayId}:${segmentId}`).digest("hex").slice(0, 32);

const listOf = (told: unknown): unknown[] => (Array.isArray(told) ? told.slice(0, MOST) : []);
const ids = (told: unknown): string[] => [...new Set(listOf(told).flatMap((id) => readId(id) ?? []))];
const texts = (told: unknown, clean: (text: string) => string): string[] =>
  listOf(told).flatMap((text) =>
    typeof text === "string" && text !== "" ? [clean(text.slice(0, MAX_TEXT).toWellFormed())] : [],
  );

const textOf = (context: { [key: string]: Json } | undefined, key: string): string => {
  const value = context?.[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

function describe(event: Event) {
  const { browser, os, device } = event.contexts;
  return {
    platform: event.platform,
    release: event.release ?? "",
    dist: event.dist ?? "",
    environment: event.environment ?? "",
    sdk_name: event.sdk?.name ?? "",
    sdk_version: event.sdk?.version ?? "",
    user: event.tags.find(([key]) => key === "user")?.[1] ?? "",
    user_id: event.user?.id ?? "",
    user_email: event.user?.email ?? "",
    user_username: event.user?.username ?? "",
    user_ip: event.user?.ipAddress ?? "",
    browser_name: textOf(browser, "name"),
    browser_version: textOf(browser, "version"),
    os_name: textOf(os, "name"),
    os_version: textOf(os, "version"),
    device: textOf(device, "family") || textOf(device, "model"),
    tags: Object.fromEntries(event.tags),
  };
}

/**
 * @param fields the replay_event as it came, for what an event has not.
 * @param clean takes secrets out of a URL.
 * @param shift what to add to the sender's times, in milliseconds.
 */
export function segmentRow(
  fields: JsonObject,
  event: Event,
  at: { replayId: string; segmentId: number; shift: number },
  recording: SegmentRecording,
  clean: (text: string) => string,
) {
  const { timestamp } = event;
  const ofRecording = (told: number | null) => {
    const ms = told === null ? timestamp : told + at.shift;
    return Math.min(Math.max(ms, timestamp - DAY_MS), timestamp + DAY_MS);
  };
  const first = ofRecording(recording.firstEventAt);
  const begun = parseTimestamp(fields["replay_start_timestamp"]);
  const start = begun === undefined ? first : begun + at.shift;
  return {
    project_id: event.projectId,
    replay_id: at.replayId,
    segment_id: at.segmentId,
    replay_type: fields["replay_type"] === "buffer" ? "buffer" : "session",
    started_at: dateTimeMs(Math.min(Math.max(start, timestamp - DAY_MS), timestamp)),
    timestamp: dateTimeMs(timestamp),
    first_event_at: dateTimeMs(first),
    last_event_at: dateTimeMs(ofRecording(recording.lastEventAt)),
    received_at: dateTimeMs(event.receivedAt),
    urls: texts(fields["urls"], clean),
    error_ids: ids(fields["error_ids"]),
    trace_ids: ids(fields["trace_ids"]),
    segment_names: texts(fields["segment_names"], clean),
    ...describe(event),
    event_count: recording.eventCount,
    blob_key: recording.key,
    blob_encoding: recording.encoding,
    blob_bytes: recording.bytes,
    video_key: recording.video?.key ?? "",
    video_bytes: recording.video?.bytes ?? 0,
  };
}
