import type { PoolClient } from "pg";
import type { PlacedItem } from "#lib/digest/place-items.ts";
import { saveAttachments } from "#lib/attachments/save-attachments.ts";
import { saveFeedback } from "#lib/feedback/save-feedback.ts";
import { saveCheckIns } from "#lib/monitors/save-check-ins.ts";

/** Items whose record was there already, and those that have no room. */
export type Unsaved = { repeated: PlacedItem[]; surplus: PlacedItem[] };

/** Writes what items become in Postgres; `on` is the transaction that forgets their journal rows. */
export async function saveRecords(on: PoolClient, items: readonly PlacedItem[]): Promise<Unsaved> {
  const repeated = await saveFeedback(
    on,
    items.flatMap(({ feedback }) => feedback ?? []),
  );
  await saveAttachments(
    on,
    items.flatMap(({ attachment, retentionDays }) => (attachment ? [{ ...attachment, retentionDays }] : [])),
  );
  const surplus = await saveCheckIns(
    on,
    items.flatMap(({ checkIn }) => checkIn ?? []),
  );
  return {
    repeated: items.filter(({ feedback }) => feedback && repeated.has(feedback)),
    surplus: items.filter(({ checkIn }) => checkIn && surplus.has(checkIn)),
  };
}
