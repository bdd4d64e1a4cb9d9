// What check-ins come to, one after the other: which ones begin, which ones go on, which ones end.
import { randomUUID } from "node:crypto";
import type { CheckInStatus, NewCheckIn } from "#lib/monitors/schema.ts";

/** A row of table `check_in`; times in milliseconds since 1970. */
export type CheckInState = {
  monitorId: number;
  /** 32 hex characters. */
  checkInId: string;
  environment: string;
  status: CheckInStatus;
  durationMs: number | null;
  release: string;
  traceId: string | null;
  startedAt: number;
  updatedAt: number;
};

/** A check-in whose monitor is known. */
export type MonitorCheckIn = NewCheckIn & { monitorId: number };

const checkInKey = ({ monitorId, checkInId }: Pick<CheckInState, "monitorId" | "checkInId">) =>
  `${monitorId}:${checkInId}`;

const begin = (told: MonitorCheckIn): CheckInState => ({
  monitorId: told.monitorId,
  checkInId: told.checkInId ?? randomUUID().replaceAll("-", ""),
  environment: told.environment,
  status: told.status,
  durationMs: told.durationMs,
  release: told.release,
  traceId: told.traceId,
  startedAt: told.receivedAt,
  updatedAt: told.receivedAt,
});

/** How it stands after another report. What has ended stays ended: the first end is the one that counts. */
function proceed(before: CheckInState, told: MonitorCheckIn): CheckInState {
  const wasOpen = before.status === "IN_PROGRESS";
  const opens = told.status === "IN_PROGRESS";
  if (!wasOpen && !opens) return before;
  const startedAt = Math.min(before.startedAt, told.receivedAt);
  const updatedAt = Math.max(before.updatedAt, told.receivedAt);
  const isOpen = wasOpen && opens;
  return {
    ...before,
    status: wasOpen ? told.status : before.status,
    durationMs: told.durationMs ?? before.durationMs ?? (isOpen ? null : updatedAt - startedAt),
    release: before.release || told.release,
    traceId: before.traceId ?? told.traceId,
    startedAt,
    updatedAt,
  };
}

/** The latest of a monitor's environment that has not ended. */
function latestOpen(states: Iterable<CheckInState>, told: MonitorCheckIn): CheckInState | undefined {
  let latest: CheckInState | undefined;
  for (const state of states)
    if (
      state.status === "IN_PROGRESS" &&
      state.monitorId === told.monitorId &&
      state.environment === told.environment &&
      (!latest || state.startedAt >= latest.startedAt)
    )
      latest = state;
  return latest;
}

/**
 * @param stored the check-ins that those of `told` may mean.
 * @returns the check-ins that are new or changed.
 */
export function foldCheckIns(
  stored: readonly CheckInState[],
  told: readonly MonitorCheckIn[],
): CheckInState[] {
  const states = new Map(stored.map((state) => [checkInKey(state), state]));
  const changed = new Map<string, CheckInState>();
  for (const checkIn of told) {
    const { monitorId, checkInId, status } = checkIn;
    // Without an id, "in progress" is the start of another run, also when the one before never ended.
    const before =
      checkInId === null
        ? status === "IN_PROGRESS"
          ? undefined
          : latestOpen(states.values(), checkIn)
        : states.get(checkInKey({ monitorId, checkInId }));
    const after = before ? proceed(before, checkIn) : begin(checkIn);
    if (after === before) continue;
    states.set(checkInKey(after), after);
    changed.set(checkInKey(after), after);
  }
  return [...changed.values()];
}
