// A `check_in` item, alone or, as Python sends it, with a whole event around it.
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { parseEventId, readId } from "#lib/events/event-id.ts";
import { isEnvironmentName, isReleaseName } from "#lib/events/read-release.ts";
import { monitorSlug } from "#lib/monitors/monitor-slug.ts";
import { MonitorConfig, type NewCheckIn } from "#lib/monitors/schema.ts";

export type InvalidCheckIn = "invalid_monitor_slug" | "invalid_check_in_id";
export type ReadCheckIn = Omit<NewCheckIn, "projectId" | "receivedAt">;

const MAX_DURATION_MS = 365 * 24 * 3_600_000;
const STATUSES = new Map<unknown, NewCheckIn["status"]>([
  ["in_progress", "IN_PROGRESS"],
  ["ok", "OK"],
  ["error", "ERROR"],
]);
const isNil = (id: string) => /^0+$/.test(id);

/** undefined: something that is no id. */
function readCheckInId(told: unknown): string | null | undefined {
  if (told === undefined || told === null || told === "") return null;
  const id = typeof told === "string" ? parseEventId(told) : null;
  if (id === null) return undefined;
  return isNil(id) ? null : id;
}

function readDuration(seconds: unknown): number | null {
  if (typeof seconds !== "number" || !(seconds >= 0)) return null;
  const ms = Math.round(seconds * 1000);
  return ms <= MAX_DURATION_MS ? ms : null;
}

function readName(told: unknown, isAllowed: (name: string) => boolean, otherwise: string): string {
  const name = typeof told === "string" ? told.trim() : "";
  return name !== "" && isAllowed(name) ? name : otherwise;
}

function readTraceId({ contexts }: JsonObject): string | null {
  const trace = isObject(contexts) ? contexts["trace"] : undefined;
  return isObject(trace) ? readId(trace["trace_id"]) : null;
}

/** @returns the check-in, or why it cannot be taken. A configuration that is wrong is as good as none. */
export function readCheckIn(fields: JsonObject): ReadCheckIn | InvalidCheckIn {
  const { monitor_slug: name, check_in_id: id, status, duration, environment, release } = fields;
  const slug = typeof name === "string" ? monitorSlug(name) : "";
  if (slug === "") return "invalid_monitor_slug";
  const checkInId = readCheckInId(id);
  if (checkInId === undefined) return "invalid_check_in_id";
  return {
    monitorSlug: slug,
    checkInId,
    status: STATUSES.get(status) ?? "UNKNOWN",
    durationMs: readDuration(duration),
    environment: readName(environment, isEnvironmentName, "production"),
    release: readName(release, isReleaseName, ""),
    traceId: readTraceId(fields),
    config: MonitorConfig.safeParse(fields["monitor_config"]).data ?? null,
  };
}
