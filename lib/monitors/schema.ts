// Monitors and their check-ins.
import { z } from "zod";

export const MonitorSchedule = z.union([
  z.object({ type: z.literal("crontab"), value: z.string().max(200) }),
  z.object({
    type: z.literal("interval"),
    value: z.int().min(1),
    unit: z.enum(["year", "month", "week", "day", "hour", "minute"]),
  }),
]);

/** The column `monitor.config`, in the protocol's names. */
export const MonitorConfig = z.object({
  schedule: MonitorSchedule,
  /** Minutes. */
  checkin_margin: z.int().min(0).max(40_320).nullish(),
  max_runtime: z.int().min(1).max(40_320).nullish(),
  timezone: z.string().max(64).nullish(),
  failure_issue_threshold: z.int().min(1).max(720).nullish(),
  recovery_threshold: z.int().min(1).max(720).nullish(),
  owner: z.string().max(200).nullish(),
});
export type MonitorConfig = z.infer<typeof MonitorConfig>;

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
