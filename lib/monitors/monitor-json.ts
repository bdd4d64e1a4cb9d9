// Monitors and check-ins as the Web API writes them.
import type { CheckIn, Monitor, MonitorEnvironment } from "#lib/monitors/queries.ts";
import type { MonitorConfig } from "#lib/monitors/schema.ts";

const PREFIX = "00000000-0000-4000-8000-";

/** Tools expect a UUID. */
const monitorUuid = (id: number) => PREFIX + id.toString(16).padStart(12, "0");

/** The monitor that an address means, by its id or its slug. */
export function readMonitorName(text: string): { id: number } | { slug: string } {
  const id = text.startsWith(PREFIX) ? Number.parseInt(text.slice(PREFIX.length), 16) : Number.NaN;
  const isId = Number.isInteger(id) && id > 0 && id < 2_147_483_648 && monitorUuid(id) === text;
  return isId ? { id } : { slug: text };
}

function configJson(config: MonitorConfig | null) {
  const schedule = config?.schedule;
  return {
    schedule_type: schedule?.type ?? null,
    schedule: schedule?.type === "interval" ? [schedule.value, schedule.unit] : (schedule?.value ?? null),
    checkin_margin: config?.checkin_margin ?? null,
    max_runtime: config?.max_runtime ?? null,
    timezone: config?.timezone ?? null,
    failure_issue_threshold: config?.failure_issue_threshold ?? null,
    recovery_threshold: config?.recovery_threshold ?? null,
    alert_rule_id: null,
  };
}

/** How a monitor's environment is said to be, by its latest check-in. */
const statusOf = ({ status }: MonitorEnvironment) =>
  status === "IN_PROGRESS" ? "active" : status.toLowerCase();

const environmentJson = (environment: MonitorEnvironment) => ({
  name: environment.name,
  status: statusOf(environment),
  isMuted: false,
  dateCreated: environment.firstAt.toISOString(),
  lastCheckIn: environment.startedAt.toISOString(),
  nextCheckIn: null,
  nextCheckInLatest: null,
  activeIncident: null,
});

/** @param project the one that the monitor belongs to, as a list of projects writes it. */
export function monitorJson(
  monitor: Monitor,
  environments: readonly MonitorEnvironment[],
  project: { id: string; slug: string; name: string; platform: string },
) {
  return {
    id: monitorUuid(monitor.id),
    slug: monitor.slug,
    name: monitor.name,
    status: monitor.isDisabled ? "disabled" : "active",
    isMuted: false,
    isUpserting: true,
    type: "cron_job",
    config: configJson(monitor.config),
    environments: environments.map(environmentJson),
    owner: null,
    project,
    dateCreated: monitor.createdAt.toISOString(),
  };
}

export const checkInJson = (checkIn: CheckIn, { config }: Monitor) => ({
  id: checkIn.checkInId,
  environment: checkIn.environment,
  status: checkIn.status.toLowerCase(),
  /** Milliseconds. */
  duration: checkIn.durationMs,
  dateCreated: checkIn.startedAt.toISOString(),
  dateAdded: checkIn.startedAt.toISOString(),
  dateInProgress: checkIn.startedAt.toISOString(),
  dateUpdated: checkIn.updatedAt.toISOString(),
  dateClock: checkIn.startedAt.toISOString(),
  expectedTime: null,
  monitorConfig: configJson(config),
  release: checkIn.release || null,
  traceId: checkIn.traceId?.replaceAll("-", "") ?? null,
  groups: [],
});
