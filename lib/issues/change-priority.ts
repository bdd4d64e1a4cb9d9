import type { Changed, ChangeWork } from "#lib/issues/change-work.ts";
import type { IssuePriority } from "#lib/issues/schema.ts";

/** Sets a priority that nothing but a person changes again. */
export async function changePriority(work: ChangeWork, priority: IssuePriority): Promise<Changed> {
  const others = work.issues.filter(({ state }) => state.priority !== priority || !state.priority_locked);
  const ids = others.map(({ state }) => state.id);
  await work.on.query("UPDATE issue SET priority = $2, priority_locked = true WHERE id = ANY ($1)", [
    ids,
    priority,
  ]);
  const data = { detail: `to ${priority.toLowerCase()}`, priority };
  return {
    ids,
    entries: others
      .filter(({ state }) => state.priority !== priority)
      .map(({ state }) => ({ issueId: state.id, type: "PRIORITY", data })),
  };
}
