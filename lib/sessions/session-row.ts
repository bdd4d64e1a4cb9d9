import { dateTimeMs } from "#lib/telemetry/date-time.ts";
import type { TelemetryRow } from "#lib/telemetry/telemetry-row.ts";
import type { SessionAttributes, SessionSource } from "#lib/sessions/session-source.ts";

export const SESSION_STATUSES = [
  "ok",
  "exited",
  "errored",
  "crashed",
  "abnormal",
  "unhandled",
  "other",
] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** One update of a session, or one count of an aggregate; times in milliseconds since 1970. */
export type SessionUpdate = {
  started: number;
  timestamp: number;
  /** UUIDs; the nil one for none. */
  sessionId: string;
  distinctId: string;
  sequence: number;
  init: boolean;
  status: SessionStatus;
  errors: number;
  quantity: number;
  durationMs: number | null;
  abnormalMechanism: string;
  browserName: string;
  osName: string;
};

/** The row of table `sessions`. */
export const toSessionRow = (
  update: SessionUpdate,
  { release, environment }: SessionAttributes,
  { projectId, receivedAt, sdk }: SessionSource,
  position: number,
): TelemetryRow => ({
  table: "sessions",
  position,
  values: {
    project_id: projectId,
    release,
    environment,
    started: dateTimeMs(update.started),
    session_id: update.sessionId,
    distinct_id: update.distinctId,
    sequence: update.sequence,
    init: update.init ? 1 : 0,
    status: update.status,
    errors: update.errors,
    quantity: update.quantity,
    timestamp: dateTimeMs(update.timestamp),
    duration_ms: update.durationMs,
    abnormal_mechanism: update.abnormalMechanism,
    received_at: dateTimeMs(receivedAt),
    sdk_name: sdk.name,
    sdk_version: sdk.version,
    browser_name: update.browserName,
    os_name: update.osName,
  },
});
