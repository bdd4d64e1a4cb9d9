// A `session` item: one update of one session, in full each time.
import type { JsonObject, JsonRecord } from "#lib/events/bound-json.ts";
import { parseTimestamp } from "#lib/events/clock.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import type { Event } from "#lib/events/event.ts";
import { readCount } from "#lib/events/read-field.ts";
import { addUserAgent } from "#lib/events/read-user-agent.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { SESSION_STATUSES, type SessionStatus, type SessionUpdate } from "#lib/sessions/session-row.ts";
import {
  hashDistinctId,
  hashToUuid,
  type InvalidSession,
  NIL_UUID,
  readAttributes,
  readStarted,
  type SessionAttributes,
  type SessionSource,
} from "#lib/sessions/session-source.ts";

/** Longer than any session that is still updated; what is above is a clock that jumped. */
const MAX_DURATION_MS = 7 * 24 * 3_600_000;
const MAX_ERRORS = 1_000_000;
const MECHANISMS = new Set(["anr_foreground", "anr_background"]);

function readStatus(told: unknown): SessionStatus {
  if (told === undefined || told === null || told === "") return "ok";
  return SESSION_STATUSES.find((status) => status === told) ?? "other";
}

function readSessionId(told: unknown, source: SessionSource): string | null {
  if (told === undefined || told === null || told === "") return hashToUuid(`session:${source.itemKey}`);
  const id = typeof told === "string" ? parseEventId(told) : null;
  if (id === null) return null;
  return toUuid(id) === NIL_UUID ? hashToUuid(`session:${source.itemKey}`) : toUuid(id);
}

function readDuration(seconds: unknown): number | null {
  if (typeof seconds !== "number" || !(seconds >= 0)) return null;
  const ms = Math.round(seconds * 1000);
  return ms <= MAX_DURATION_MS ? ms : null;
}

const nameOf = (context: JsonRecord | undefined) =>
  typeof context?.["name"] === "string" ? context["name"] : "";

function readClient(userAgent: string | null): { browserName: string; osName: string } {
  const contexts: Event["contexts"] = {};
  if (userAgent) addUserAgent(contexts, userAgent, "javascript");
  return { browserName: nameOf(contexts["browser"]), osName: nameOf(contexts["os"]) };
}

/** @returns the update, or why it cannot be taken. */
export function readSession(
  fields: JsonObject,
  source: SessionSource,
): { attributes: SessionAttributes; update: SessionUpdate } | InvalidSession {
  const attributes = readAttributes(fields);
  if (typeof attributes === "string") return attributes;
  const started = readStarted(fields, source);
  if (typeof started === "string") return started;
  const sessionId = readSessionId(fields["sid"], source);
  if (sessionId === null) return "invalid_session_id";

  const wire = { fields, path: "", remarks: new Remarks() };
  const init = fields["init"] === true;
  const told = parseTimestamp(fields["timestamp"]);
  const timestamp = told === undefined ? source.receivedAt : told + source.drift;
  const mechanism = fields["abnormal_mechanism"];
  const update = {
    started,
    timestamp: Math.max(started, Math.min(timestamp, source.receivedAt)),
    sessionId,
    distinctId: hashDistinctId(fields["did"], source.projectId),
    // By the sender's own clock: a correction differs by some milliseconds between two envelopes.
    sequence: readCount(wire, "seq") ?? (init ? 0 : (told ?? source.receivedAt)),
    init,
    status: readStatus(fields["status"]),
    errors: Math.min(readCount(wire, "errors") ?? 0, MAX_ERRORS),
    quantity: 1,
    durationMs: readDuration(fields["duration"]),
    abnormalMechanism: typeof mechanism === "string" && MECHANISMS.has(mechanism) ? mechanism : "",
    ...readClient(attributes.userAgent ?? source.userAgent),
  };
  return { attributes, update };
}
