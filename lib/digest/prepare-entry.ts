// The pure half: journal rows in, prepared records out. No store is touched, so nothing here can be
// half done; and a row that breaks it harms no other row.
import type { JournalRow } from "#lib/digest/claim-batch.ts";
import { refuse, type DigestContext, type Digester } from "#lib/digest/digester.ts";
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
import type { Prepared, PreparedItem } from "#lib/digest/prepared.ts";
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

// In 32 MiB there is room for 700,000 empty logs, which would take gigabytes here; SDKs send a thousand.
const MAX_ROWS_OF_ENVELOPE = 65_536;

const rowsOf = (items: readonly PreparedItem[]) => items.reduce((sum, { rows }) => sum + rows.length, 0);

function giveUp(items: readonly PreparedItem[], context: DigestContext, into: Prepared): void {
  for (const { counts } of items)
    for (const count of counts) refuse(context, into, { ...count, outcome: "invalid", reason: "too_many" });
}

function prepareEntry(row: JournalRow, policies: Policies, into: Prepared): void {
  const entry = JournalEntry.parse(row);
  const envelope = parseEnvelope(entry.payload);
  for (const { item, ...blob } of entry.meta.blobs ?? []) {
    const stored = envelope.items[item];
    if (stored) stored.blob = blob;
  }
  const policy = policies.get(entry.projectId) ?? defaultPolicy(entry.projectId);
  let rows = 0;
  for (const [itemIndex, item] of envelope.items.entries()) {
    const { digester } = itemType(item.header.type);
    if (!digester) continue;
    const context = { entry, envelope, itemIndex, policy };
    const before = into.items.length;
    DIGESTERS[digester](item, context, into);
    const added = rowsOf(into.items.slice(before));
    if (rows + added > MAX_ROWS_OF_ENVELOPE) giveUp(into.items.splice(before), context, into);
    else rows += added;
  }
}

/** Not as arguments of a call: a sender can make more outcomes than fit the stack. */
function addAll(own: Prepared, into: Prepared): void {
  into.events = into.events.concat(own.events);
  into.items = into.items.concat(own.items);
  into.outcomes = into.outcomes.concat(own.outcomes);
}

/** @returns what the rows amount to, in their order. Never throws. */
export function prepareEntries(rows: readonly JournalRow[], policies: Policies): Prepared {
  const prepared: Prepared = { events: [], items: [], outcomes: [], casualties: [] };
  for (const row of rows) {
    const own: Prepared = { events: [], items: [], outcomes: [], casualties: [] };
    try {
      prepareEntry(row, policies, own);
      addAll(own, prepared);
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
