// The figures of release health under the names that tools ask for.
import { healthOf, type Health } from "#lib/sessions/health.ts";
import type { SessionCounts } from "#lib/sessions/queries.ts";

export const SESSION_STATES = ["healthy", "errored", "crashed", "abnormal", "unhandled"] as const;
export type SessionState = (typeof SESSION_STATES)[number];

const part = (health: Health, state: SessionState) =>
  health.total === 0 ? null : health[state] / health.total;

const FIGURES = {
  crash_rate: (health: Health) => health.crashRate,
  crash_free_rate: (health: Health) => health.crashFreeRate,
  errored_rate: (health: Health) => part(health, "errored"),
  abnormal_rate: (health: Health) => part(health, "abnormal"),
  unhandled_rate: (health: Health) => part(health, "unhandled"),
} as const;

export const SESSION_FIELDS = [
  "sum(session)",
  "count_unique(user)",
  "crash_rate(session)",
  "crash_rate(user)",
  "crash_free_rate(session)",
  "crash_free_rate(user)",
  "errored_rate(session)",
  "errored_rate(user)",
  "abnormal_rate(session)",
  "abnormal_rate(user)",
  "unhandled_rate(session)",
  "unhandled_rate(user)",
] as const;
export type SessionField = (typeof SESSION_FIELDS)[number];

export const isSessionField = (name: string): name is SessionField =>
  SESSION_FIELDS.some((field) => field === name);

const isFigure = (name: string): name is keyof typeof FIGURES => Object.hasOwn(FIGURES, name);

/** @param state counts only what came to this; rates know no state. @returns null for a rate of nothing. */
export function sessionField(
  field: SessionField,
  counts: SessionCounts,
  state: SessionState | null,
): number | null {
  const health = healthOf(field.endsWith("(user)") ? counts.users : counts.sessions);
  const figure = field.slice(0, field.indexOf("("));
  if (isFigure(figure)) return FIGURES[figure](health);
  return state === null ? health.total : health[state];
}
