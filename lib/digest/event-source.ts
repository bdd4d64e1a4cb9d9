import type { DigestContext } from "#lib/digest/digester.ts";
import type { EventSource } from "#lib/events/normalize.ts";

/** What is known of an event besides its payload. */
export const eventSource = ({ entry, envelope }: DigestContext): EventSource => ({
  projectId: entry.projectId,
  eventId: envelope.header.event_id ?? "",
  receivedAt: entry.receivedAt.getTime(),
  sentAt: envelope.header.sent_at,
  clientIp: entry.meta.clientIp,
  userAgent: entry.meta.userAgent,
  sdkClient: entry.meta.sdkClient,
  envelopeTrace: envelope.header.trace,
});
