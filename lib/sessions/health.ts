// Release health as figures: what sessions came to, and the rates that follow. Sentry's definitions.

/** Sessions (or users) that were counted; a session is in `troubled` once, however it ended. */
export type HealthCounts = {
  total: number;
  /** Had an error or ended in any way but ok and exited. */
  troubled: number;
  crashed: number;
  abnormal: number;
  unhandled: number;
};

export type Health = {
  total: number;
  healthy: number;
  /** Had errors and still ended well. */
  errored: number;
  crashed: number;
  abnormal: number;
  unhandled: number;
  /** Share from 0 to 1; null when nothing was counted. Unhandled errors are no crashes. */
  crashRate: number | null;
  crashFreeRate: number | null;
};

/** A share from 0 to 1. A crash whose beginning was lost has no session to be counted against: never above 1. */
const share = (part: number, total: number) => (total === 0 ? null : Math.min(1, part / total));

export function healthOf({ total, troubled, crashed, abnormal, unhandled }: HealthCounts): Health {
  const crashRate = share(crashed, total);
  return {
    total,
    healthy: Math.max(0, total - troubled),
    errored: Math.max(0, troubled - crashed - abnormal - unhandled),
    crashed,
    abnormal,
    unhandled,
    crashRate,
    crashFreeRate: crashRate === null ? null : 1 - crashRate,
  };
}
