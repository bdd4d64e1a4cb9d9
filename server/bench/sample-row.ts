import { toErrorRow, type ErrorRow } from "#lib/events/error-row.ts";
import { normalizeEvent } from "#lib/events/normalize.ts";
import { sampleEnvelope } from "#server/bench/sample-event.ts";

/** The row that the benchmark's event becomes; `eventId` is 32 hexadecimal digits. */
export function sampleRow(eventId: string, groupId = 1n): ErrorRow {
  const [, , payload = ""] = sampleEnvelope(200, eventId).toString().split("\n");
  const event = normalizeEvent(Buffer.from(payload), {
    projectId: 1,
    eventId,
    receivedAt: Date.now(),
    clientIp: null,
    userAgent: null,
    sdkClient: null,
  });
  const [exception] = event.exceptions;
  const title = `${exception?.type}: ${exception?.value}`;
  return toErrorRow(event, { groupId, title, culprit: "chargeCard", retentionDays: 90, isWhole: true });
}
