// The pure half: journal rows in, prepared records out. No store is touched, so nothing here can be
// half done; and a row that breaks it harms no other row.
import type { JournalRow } from "#lib/digest/claim-batch.ts";
import { prepareEvent } from "#lib/digest/prepare-event.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import type { Envelope, EnvelopeItem } from "#lib/envelope/envelope.ts";
import { parseEnvelope } from "#lib/envelope/parse.ts";
import { log } from "#lib/log.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";

type Digester = (item: EnvelopeItem, envelope: Envelope, entry: JournalEntry, into: Prepared) => void;

/** One line for each item type that the worker understands; the web process lets no other pass. */
const DIGESTERS: ReadonlyMap<string, Digester> = new Map([["event", prepareEvent]]);

function prepareEntry(row: JournalRow, into: Prepared): void {
  const entry = JournalEntry.parse(row);
  const envelope = parseEnvelope(entry.payload);
  for (const item of envelope.items) DIGESTERS.get(item.header.type)?.(item, envelope, entry, into);
}

/** @returns what the rows amount to, in their order. Never throws. */
export function prepareEntries(rows: readonly JournalRow[]): Prepared {
  const prepared: Prepared = { events: [], outcomes: [], casualties: [] };
  for (const row of rows) {
    try {
      prepareEntry(row, prepared);
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      log.error("A journal row could not be digested", {
        journalId: row.id,
        projectId: row.projectId,
        error,
      });
      prepared.casualties.push({ journalId: row.id, reason });
    }
  }
  return prepared;
}
