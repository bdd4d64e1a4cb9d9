import type { DigestContext } from "#lib/digest/digester.ts";
import { clockDrift } from "#lib/events/clock.ts";
import { readSdk } from "#lib/events/read-sdk.ts";
import { Remarks } from "#lib/events/remarks.ts";
import type { SessionSource } from "#lib/sessions/session-source.ts";

/** What an item of sessions takes from its envelope. */
export function sessionSource({ entry, envelope, itemIndex }: DigestContext): SessionSource {
  const receivedAt = entry.receivedAt.getTime();
  const header = { fields: { sdk: envelope.header.sdk }, path: "", remarks: new Remarks() };
  const sdk = readSdk(header, entry.meta.sdkClient);
  return {
    projectId: entry.projectId,
    receivedAt,
    drift: clockDrift(envelope.header.sent_at, receivedAt),
    userAgent: entry.meta.userAgent,
    sdk: { name: sdk?.name ?? "", version: sdk?.version ?? "" },
    itemKey: `${entry.id}:${itemIndex}`,
  };
}
