import type { PoolClient } from "pg";
import type { PlacedItem } from "#lib/digest/place-items.ts";
import { saveAttachments } from "#lib/attachments/save-attachments.ts";
import { saveFeedback } from "#lib/feedback/save-feedback.ts";
import { saveCheckIns } from "#lib/monitors/save-check-ins.ts";

/**
 * Writes what items become in Postgres; `on` is the transaction that forgets their journal rows.
 * @returns the items whose record was there already.
 */
export async function saveRecords(on: PoolClient, items: readonly PlacedItem[]): Promise<PlacedItem[]> {
  const repeated = await saveFeedback(
    on,
    items.flatMap(({ feedback }) => feedback ?? []),
  );
  await saveAttachments(
    on,
    items.flatMap(({ attachment, retentionDays }) => (attachment ? [{ ...attachment, retentionDays }] : [])),
  );
  await saveCheckIns(
    on,
    items.flatMap(({ checkIn }) => checkIn ?? []),
  );
  return items.filter(({ feedback }) => feedback && repeated.has(feedback));
}
