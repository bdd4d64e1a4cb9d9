import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { itemCounts } from "#lib/envelope/item-counts.ts";
import { parseEnvelope } from "#lib/envelope/parse.ts";
import { addOutcomes } from "#lib/outcomes/add-outcomes.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";

const MAX_REASON_CHARS = 4_096;

/** An error may quote what a sender wrote, and Postgres takes neither NUL nor half a character. */
const storable = (reason: string) => reason.slice(0, MAX_REASON_CHARS).replaceAll("\0", "").toWellFormed();

const BuriedRow = z.object({ projectId: z.number(), receivedAt: z.date(), payload: z.unknown() });

/** What the row's items count as; one unknown item when nobody can tell. */
function countsOf(payload: unknown): ReturnType<typeof itemCounts> {
  try {
    return parseEnvelope(JournalEntry.shape.payload.parse(payload)).items.flatMap(itemCounts);
  } catch {
    return [{ category: "default", quantity: 1 }];
  }
}

/** Keeps journal rows that cannot be digested, with the reason, and counts them; the caller forgets the rows. */
export async function buryRows(
  on: PoolClient,
  rows: readonly { journalId: bigint; reason: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const buried = await selectRows(
    on,
    BuriedRow,
    `INSERT INTO dead_letter (project_id, received_at, reason, meta, payload)
     SELECT j.project_id, j.received_at, x.reason, j.meta, j.payload
     FROM json_to_recordset($1) AS x(id bigint, reason text) JOIN ingest_journal j USING (id)
     RETURNING project_id AS "projectId", received_at AS "receivedAt", payload`,
    [
      JSON.stringify(
        rows.map(({ journalId, reason }) => ({ id: journalId.toString(), reason: storable(reason) })),
      ),
    ],
  );
  await addOutcomes(
    on,
    buried.flatMap(({ projectId, receivedAt, payload }) =>
      countsOf(payload).map((count) => ({
        projectId,
        receivedAt: receivedAt.getTime(),
        outcome: "invalid" as const,
        reason: "undigestible",
        ...count,
      })),
    ),
  );
}

const KEPT_DAYS = 30;

/** Forgets dead letters that nobody asked for in a month. */
export async function expireDeadLetters(on: Pick<PoolClient, "query">): Promise<void> {
  await on.query("DELETE FROM dead_letter WHERE failed_at < now() - make_interval(days => $1)", [KEPT_DAYS]);
}
