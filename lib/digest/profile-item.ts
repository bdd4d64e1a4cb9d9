// What both kinds of profile have in common.
import { constants, zstdCompressSync } from "node:zlib";
import { blobKey } from "#lib/blobs.ts";
import { refuse, type DigestContext, type Digester } from "#lib/digest/digester.ts";
import type { ItemClaim } from "#lib/digest/prepared.ts";
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import type { JsonObject } from "#lib/events/bound-json.ts";
import { readEventTime } from "#lib/events/clock.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { profileRow } from "#lib/profiles/profile-row.ts";
import { InvalidProfile, type Profile, type ProfileChunk } from "#lib/profiles/read-profile.ts";

type Kind<Read extends Profile | ProfileChunk> = {
  category: "profile" | "profile_chunk";
  read: (fields: JsonObject, sdkClient: string | null) => Read;
  claim: (profile: Read) => ItemClaim;
  /** What the sender's clock said at the first sample, as the protocol writes times. */
  startOf: (profile: Read, fields: JsonObject) => unknown;
};

// 8 MiB of JSON take 30 ms and become a tenth.
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

function prepare<Read extends Profile | ProfileChunk>(
  kind: Kind<Read>,
  item: EnvelopeItem,
  context: DigestContext,
) {
  const { entry, envelope, itemIndex, policy } = context;
  const fields = parseEventJson(item.payload);
  const profile = kind.read({ platform: item.header["platform"], ...fields }, entry.meta.sdkClient);
  const receivedAt = entry.receivedAt.getTime();
  const started = { timestamp: kind.startOf(profile, fields) };
  const { timestamp: start } = readEventTime(
    { fields: started, path: "", remarks: new Remarks() },
    { sentAt: envelope.header.sent_at, receivedAt },
  );
  const bytes = zstdCompressSync(item.payload, FAST);
  const key = blobKey(policy, entry.receivedAt, `${entry.id}:${itemIndex}`);
  const end = start + (profile.last - profile.first);
  const blob = { key, bytes: bytes.byteLength };
  return {
    journalId: entry.id,
    projectId: entry.projectId,
    itemIndex,
    receivedAt,
    timestamp: start,
    counts: [{ category: kind.category, quantity: 1 }],
    claim: kind.claim(profile),
    rows: [
      {
        table: "profiles" as const,
        position: 0,
        values: profileRow(profile, { projectId: entry.projectId, start, end, receivedAt, blob }),
      },
    ],
    blobs: [{ key, bytes }],
    ...(profile.release !== undefined && { release: profile.release }),
    ...(profile.environment !== undefined && { environment: profile.environment }),
  };
}

/** A digester of one kind of profile. */
export const profileDigester =
  <Read extends Profile | ProfileChunk>(kind: Kind<Read>): Digester =>
  (item, context, into) => {
    try {
      into.items.push(prepare(kind, item, context));
    } catch (error) {
      if (!(error instanceof InvalidEvent) && !(error instanceof InvalidProfile)) throw error;
      refuse(context, into, { category: kind.category, outcome: "invalid", reason: error.reason });
    }
  };
