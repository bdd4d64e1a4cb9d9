// The pure half: journal rows in, prepared records out. No store is touched, so nothing here can be
// half done; and a row that breaks it harms no other row.
import type { JournalRow } from "#lib/digest/claim-batch.ts";
import type { Digester } from "#lib/digest/digester.ts";
import { prepareAttachment } from "#lib/digest/prepare-attachment.ts";
import { prepareCheckIn } from "#lib/digest/prepare-check-in.ts";
import { prepareClientReport } from "#lib/digest/prepare-client-report.ts";
import { prepareEvent } from "#lib/digest/prepare-event.ts";
import { prepareFeedback } from "#lib/digest/prepare-feedback.ts";
import { prepareLogs } from "#lib/digest/prepare-logs.ts";
import { prepareMetrics } from "#lib/digest/prepare-metrics.ts";
import { prepareProfile } from "#lib/digest/prepare-profile.ts";
import { prepareProfileChunk } from "#lib/digest/prepare-profile-chunk.ts";
import { prepareReplay } from "#lib/digest/prepare-replay.ts";
import { prepareReplayVideo } from "#lib/digest/prepare-replay-video.ts";
import { prepareSecurity } from "#lib/digest/prepare-security.ts";
import { prepareSession } from "#lib/digest/prepare-session.ts";
import { prepareSessions } from "#lib/digest/prepare-sessions.ts";
import { prepareSpans } from "#lib/digest/prepare-spans.ts";
import { prepareTransaction } from "#lib/digest/prepare-transaction.ts";
import { prepareUserReport } from "#lib/digest/prepare-user-report.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import { itemType, type DigesterName } from "#lib/envelope/item-types.ts";
import { parseEnvelope } from "#lib/envelope/parse.ts";
import { log } from "#lib/log.ts";
import { defaultPolicy, type ProjectPolicy } from "#lib/projects/ingest-settings.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";

const DIGESTERS: Readonly<Record<DigesterName, Digester>> = {
  attachment: prepareAttachment,
  check_in: prepareCheckIn,
  client_report: prepareClientReport,
  event: prepareEvent,
  feedback: prepareFeedback,
  log: prepareLogs,
  profile: prepareProfile,
  profile_chunk: prepareProfileChunk,
  raw_security: prepareSecurity,
  // The recording is read with its event, and the other way round: the first of the two does the work.
  replay: prepareReplay,
  replay_video: prepareReplayVideo,
  session: prepareSession,
  sessions: prepareSessions,
  span: prepareSpans,
  trace_metric: prepareMetrics,
  transaction: prepareTransaction,
  user_report: prepareUserReport,
};

type Policies = ReadonlyMap<number, ProjectPolicy>;

function prepareEntry(row: JournalRow, policies: Policies, into: Prepared): void {
  const entry = JournalEntry.parse(row);
  const envelope = parseEnvelope(entry.payload);
  for (const { item, ...blob } of entry.meta.blobs ?? []) {
    const stored = envelope.items[item];
    if (stored) stored.blob = blob;
  }
  const policy = policies.get(entry.projectId) ?? defaultPolicy(entry.projectId);
  for (const [itemIndex, item] of envelope.items.entries()) {
    const { digester } = itemType(item.header.type);
    if (digester) DIGESTERS[digester](item, { entry, envelope, itemIndex, policy }, into);
  }
}

/** @returns what the rows amount to, in their order. Never throws. */
export function prepareEntries(rows: readonly JournalRow[], policies: Policies): Prepared {
  const prepared: Prepared = { events: [], items: [], outcomes: [], casualties: [] };
  for (const row of rows) {
    const own: Prepared = { events: [], items: [], outcomes: [], casualties: [] };
    try {
      prepareEntry(row, policies, own);
      prepared.events.push(...own.events);
      prepared.items.push(...own.items);
      prepared.outcomes.push(...own.outcomes);
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
