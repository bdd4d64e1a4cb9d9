// Monitors and their check-ins.
import { z } from "zod";

const SHORTHANDS = new Set(["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"]);
const CRON_FIELD = /^[0-9a-z*,/?#\-]{1,100}$/i;

/** Five fields of what crontab knows, or one of its words; whether they make sense is for the scheduler. */
function isCrontab(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 1) return SHORTHANDS.has(text.trim().toLowerCase());
  return fields.length === 5 && fields.every((field) => CRON_FIELD.test(field));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

export const MonitorSchedule = z.union([
  z.object({ type: z.literal("crontab"), value: z.string().max(200).refine(isCrontab) }),
  z.object({
    type: z.literal("interval"),
    value: z.int().min(1).max(1_000_000),
    unit: z.enum(["year", "month", "week", "day", "hour", "minute"]),
  }),
]);

/** The column `monitor.config`, in the protocol's names. */
export const MonitorConfig = z.object({
  schedule: MonitorSchedule,
  /** Minutes. */
  checkin_margin: z.int().min(0).max(40_320).nullish(),
  max_runtime: z.int().min(1).max(40_320).nullish(),
  timezone: z.string().max(64).refine(isTimeZone).nullish(),
  failure_issue_threshold: z.int().min(1).max(720).nullish(),
  recovery_threshold: z.int().min(1).max(720).nullish(),
  owner: z.string().max(200).nullish(),
});
export type MonitorConfig = z.infer<typeof MonitorConfig>;

export const CheckInStatus = z.enum(["IN_PROGRESS", "OK", "ERROR", "MISSED", "TIMEOUT", "UNKNOWN"]);
export type CheckInStatus = z.infer<typeof CheckInStatus>;

export type NewCheckIn = {
  projectId: number;
  monitorSlug: string;
  /** 32 hex characters; null: update the latest that is in progress, or begin one. */
  checkInId: string | null;
  status: "IN_PROGRESS" | "OK" | "ERROR" | "UNKNOWN";
  durationMs: number | null;
  environment: string;
  release: string;
  traceId: string | null;
  /** Creates or changes the monitor. */
  config: MonitorConfig | null;
  /** Milliseconds since 1970. */
  receivedAt: number;
};
