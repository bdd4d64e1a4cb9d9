// The last steps of every door: what quotas refuse is left out, the rest is committed to the journal.
import { randomUUID } from "node:crypto";
import type { Envelope, EnvelopeItem } from "#lib/envelope/envelope.ts";
import { itemCounts } from "#lib/envelope/item-counts.ts";
import { itemType } from "#lib/envelope/item-types.ts";
import { rateLimitHeaders } from "#lib/envelope/rate-limit-header.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { clientIp } from "#lib/ingest/client-ip.ts";
import type { Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { removeBlobs } from "#lib/ingest/spill.ts";
import { countOutcome } from "#lib/outcomes/count-outcome.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";
import { takeQuota, type ReachedLimit, type Wanted } from "#lib/quotas/take-quota.ts";
import { appendToJournal, type NewEntry } from "#lib/queue/append-to-journal.ts";
import { CommitUnknown } from "#lib/queue/store-unavailable.ts";

const MAX_META_CHARACTERS = 1_024;

/** Who brings an envelope, and when it came. */
export type Sender = {
  key: ProjectKey;
  request: IngestRequest;
  receivedAt: Date;
  /** "sentry.javascript.browser/11.12.0", as the request said. */
  sdkClient: string | null;
};

export type Submission = {
  /** The id that the sender is told: the envelope's own, or a new one when something in it needs one. */
  eventId: string | null;
  limits: readonly ReachedLimit[];
};

/** What an item takes out of quotas. */
function wantedOf(item: EnvelopeItem, { items }: Envelope): Wanted {
  const { category } = itemType(item.header.type);
  // A recording goes with its event; alone it is of no use, and takes its place in the blob store all the same.
  const otherwise = items.some(({ header }) => header.type === "replay_event") ? 0 : 1;
  const quantity = itemCounts(item)[0]?.quantity ?? otherwise;
  return category === "attachment" ? { category, quantity: 1, bytes: quantity } : { category, quantity };
}

function leaveOut(envelope: Envelope, limits: readonly ReachedLimit[], { key }: Sender): EnvelopeItem[] {
  const reasons = new Map<number, string>();
  for (const { refused, reason } of limits) for (const index of refused) reasons.set(index, reason);
  return envelope.items.filter((item, index) => {
    const reason = reasons.get(index);
    if (reason === undefined) return true;
    for (const count of itemCounts(item))
      countOutcome({ projectId: key.projectId, outcome: "rate_limited", reason, ...count });
    return false;
  });
}

function withEventId(envelope: Envelope): Envelope {
  const needsEvent = envelope.items.some((item) => itemType(item.header.type).needsEvent);
  if (envelope.header.event_id !== undefined || !needsEvent) return envelope;
  return { ...envelope, header: { ...envelope.header, event_id: randomUUID().replaceAll("-", "") } };
}

const blobsOf = (items: readonly EnvelopeItem[]) => items.flatMap(({ blob }) => (blob ? [blob.key] : []));

async function journal(envelope: Envelope, entry: Omit<NewEntry, "payload">): Promise<void> {
  try {
    await appendToJournal({ ...entry, payload: serializeEnvelope(envelope) });
  } catch (error) {
    // A row that may be there all the same would point at nothing.
    if (!(error instanceof CommitUnknown)) await removeBlobs(blobsOf(envelope.items));
    throw error;
  }
}

/**
 * Resolves once what quotas let through is committed and synced to disk.
 * @throws RequestError 503 when it cannot be stored now.
 */
export async function submit(received: Envelope, sender: Sender): Promise<Submission> {
  const { key, request, receivedAt, sdkClient } = sender;
  const limits = takeQuota(
    key,
    received.items.map((item) => wantedOf(item, received)),
  );
  const envelope = withEventId({ ...received, items: leaveOut(received, limits, sender) });
  const blobs = envelope.items.flatMap(({ blob }, item) => (blob ? [{ item, ...blob }] : []));
  await removeBlobs(blobsOf(received.items.filter((item) => !envelope.items.includes(item))));
  if (envelope.items.length > 0)
    await journal(envelope, {
      projectId: key.projectId,
      keyId: key.keyId,
      receivedAt,
      meta: {
        clientIp: clientIp(request.remoteAddress, request.header),
        userAgent: request.header("user-agent")?.slice(0, MAX_META_CHARACTERS) ?? null,
        sdkClient: sdkClient?.slice(0, MAX_META_CHARACTERS) ?? null,
        ...(blobs.length > 0 && { blobs }),
      },
    });
  return { eventId: envelope.header.event_id ?? null, limits };
}

/** The protocol's answer: 429 when something was left out, although the rest is stored. */
export const replyTo = ({ eventId, limits }: Submission): Reply => ({
  status: limits.length > 0 ? 429 : 200,
  headers: rateLimitHeaders(limits),
  body: eventId === null ? {} : { id: eventId },
});
