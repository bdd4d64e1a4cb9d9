// What every update and aggregate of an item shares, and the checks that hold for both.
import { createHash } from "node:crypto";
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { parseTimestamp } from "#lib/events/clock.ts";
import { isEnvironmentName, isReleaseName } from "#lib/events/read-release.ts";

/** Who sent it, and when. */
export type SessionSource = {
  readonly projectId: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** What to add to the sender's times; milliseconds. */
  readonly drift: number;
  readonly userAgent: string | null;
  readonly sdk: { readonly name: string; readonly version: string };
  /** Names the item, the same on every try; ids that the sender left out are made of it. */
  readonly itemKey: string;
};

export type InvalidSession =
  | "invalid_aggregate"
  | "invalid_session_id"
  | "invalid_start"
  | "missing_release"
  | "invalid_release"
  | "session_too_old"
  | "session_in_future";

const MAX_AGE_MS = 5 * 24 * 3_600_000;
const MAX_AHEAD_MS = 60_000;

/** No user, or no session: ClickHouse's empty UUID. */
export const NIL_UUID = "00000000-0000-0000-0000-000000000000";

/** 32 hex characters as a UUID. */
const asUuid = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

/** Half a SHA-256, written as a UUID. */
export const hashToUuid = (text: string): string =>
  asUuid(createHash("sha256").update(text).digest("hex").slice(0, 32));

/** The user as one of this project, not to be found again elsewhere; the id itself is not stored. */
export function hashDistinctId(told: unknown, projectId: number): string {
  const id = typeof told === "number" ? String(told) : told;
  if (typeof id !== "string" || /^[\s0-]*$/.test(id)) return NIL_UUID;
  return hashToUuid(`distinct_id:${projectId}:${id}`);
}

export type SessionAttributes = { release: string; environment: string; userAgent: string | null };

/** `attrs` of an item; without a release it says nothing that could be shown. */
export function readAttributes(fields: JsonObject): SessionAttributes | InvalidSession {
  const attributes = isObject(fields["attrs"]) ? fields["attrs"] : {};
  const { release: told, environment: named, user_agent: userAgent } = attributes;
  const release = typeof told === "string" ? told.trim() : "";
  if (release === "") return "missing_release";
  if (!isReleaseName(release)) return "invalid_release";
  const environment = typeof named === "string" ? named.trim() : "";
  return {
    release,
    environment: isEnvironmentName(environment) ? environment : "",
    userAgent: typeof userAgent === "string" ? userAgent : null,
  };
}

/** When it started, in milliseconds since 1970 by our clock. */
export function readStarted(fields: JsonObject, source: SessionSource): number | InvalidSession {
  const told = parseTimestamp(fields["started"]);
  if (told === undefined) return "invalid_start";
  const started = told + source.drift;
  if (started < source.receivedAt - MAX_AGE_MS) return "session_too_old";
  return started > source.receivedAt + MAX_AHEAD_MS ? "session_in_future" : started;
}
