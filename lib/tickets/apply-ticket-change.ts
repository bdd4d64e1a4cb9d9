// A ticket changed in its tracker: its links follow, and their issues where the integration says so.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { addActivities } from "#lib/issues/add-activities.ts";
import { ChangedHands, untilAtRest } from "#lib/issues/merge-locks.ts";
import { IssueStatus } from "#lib/issues/schema.ts";
import { statusAfter } from "#lib/issues/substatus.ts";
import { enqueueTicketSync } from "#lib/queue/ticket-sync.ts";
import type { IntegrationRow } from "#lib/tickets/integration-row.ts";
import type { TicketChange } from "#lib/tickets/tracker.ts";

const Owner = z.object({ link_id: z.int(), issue_id: z.int() });
const Target = z.object({
  id: z.int(),
  status: IssueStatus,
  first_seen: z.date(),
  is_merged: z.boolean(),
});
type Target = z.infer<typeof Target>;
const Turned = z.object({ id: z.int() });

/**
 * Takes over a ticket's status. The same change twice, or an older one after a newer one (a replayed webhook),
 * changes nothing: the tracker's own time decides.
 * @returns how many issues were resolved or reopened.
 */
export async function applyTicketChange(
  integration: Pick<IntegrationRow, "id" | "settings">,
  change: TicketChange,
  now = Date.now(),
): Promise<number> {
  return untilAtRest(async (on) => {
    const owners = await findOwners(on, integration.id, change.key);
    if (owners.length === 0) return 0;
    const targets = await lockIssues(
      on,
      owners.map((owner) => owner.issue_id),
    );
    const turned = new Set(await turnLinks(on, integration.id, change));
    const known = new Set(owners.map((owner) => owner.link_id));
    // Linked while this transaction waited.
    if (!turned.isSubsetOf(known)) throw new ChangedHands();
    const { resolveOnClose, unresolveOnReopen } = integration.settings;
    const isClosed = change.status === "CLOSED";
    if (turned.size === 0 || !(isClosed ? resolveOnClose : unresolveOnReopen)) return 0;
    const concerned = new Set(owners.flatMap((owner) => (turned.has(owner.link_id) ? owner.issue_id : [])));
    // Somebody archived it on purpose; it stays so.
    const from = isClosed ? "UNRESOLVED" : "RESOLVED";
    const moved = targets.filter(({ id, status }) => concerned.has(id) && status === from);
    if (moved.length > 0) await moveIssues(on, moved, isClosed, change.key, now);
    return moved.length;
  });
}

/** The links of a ticket, each with the visible issue that its own is or became part of. */
function findOwners(on: PoolClient, integrationId: number, key: string) {
  return selectRows(
    on,
    Owner,
    `WITH RECURSIVE up AS (
       SELECT t.id AS link_id, i.id, i.merged_into_id FROM ticket_link t JOIN issue i ON i.id = t.issue_id
       WHERE t.integration_id = $1 AND t.key = $2
       UNION ALL SELECT up.link_id, i.id, i.merged_into_id FROM up JOIN issue i ON i.id = up.merged_into_id)
     SELECT link_id, id AS issue_id FROM up WHERE merged_into_id IS NULL`,
    [integrationId, key],
  );
}

/** The issues first, by id, as everything that changes issues does; then their links. */
async function lockIssues(on: PoolClient, ids: readonly number[]): Promise<Target[]> {
  const targets = await selectRows(
    on,
    Target,
    `SELECT id, status, first_seen, merged_into_id IS NOT NULL AS is_merged FROM issue
     WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );
  if (targets.some((target) => target.is_merged)) throw new ChangedHands();
  return targets;
}

/** @returns the links whose status is another one now. */
async function turnLinks(on: PoolClient, integrationId: number, change: TicketChange): Promise<number[]> {
  const values = [integrationId, change.key, new Date(change.updatedAt), change.status];
  const turned = await selectRows(
    on,
    Turned,
    `SELECT id FROM ticket_link
     WHERE integration_id = $1 AND key = $2 AND updated_at <= $3 AND status <> $4::ticket_status
     ORDER BY id FOR UPDATE`,
    values,
  );
  await on.query(
    `UPDATE ticket_link SET status = $4::ticket_status, title = $5, updated_at = $3
     WHERE integration_id = $1 AND key = $2 AND updated_at <= $3`,
    [...values, change.title],
  );
  return turned.map((link) => link.id);
}

async function moveIssues(
  on: PoolClient,
  issues: readonly Target[],
  isClosed: boolean,
  key: string,
  now: number,
): Promise<void> {
  const ids = issues.map(({ id }) => id);
  const states = issues.map(({ id, first_seen }) => {
    const firstSeen = first_seen.getTime();
    return { id, ...statusAfter({ kind: isClosed ? "resolve" : "unresolve" }, { firstSeen }, now) };
  });
  await on.query(
    `UPDATE issue i SET status = x.status::issue_status, substatus = x.substatus::issue_substatus,
       status_changed_at = $2, review_reason = NULL, review_since = NULL
     FROM json_to_recordset($1) AS x(id int, status text, substatus text) WHERE i.id = x.id`,
    [JSON.stringify(states), new Date(now)],
  );
  // What it was resolved by, or archived until, is over.
  for (const table of ["issue_resolution", "issue_snooze", "issue_forecast"])
    await on.query(`DELETE FROM ${table} WHERE issue_id = ANY ($1)`, [ids]);
  const type = isClosed ? "RESOLVED_BY_TICKET" : "REOPENED_BY_TICKET";
  const entries = ids.map((issueId) => ({ issueId, type, data: { detail: key } }) as const);
  await addActivities(on, entries, { userId: null, now });
  // An issue may have more than one ticket.
  if (isClosed) await enqueueTicketSync(on, ids, now);
}
