import type { Profile, ProfileChunk } from "#lib/profiles/read-profile.ts";
import { dateTimeMs, dateTimeUs } from "#lib/telemetry/date-time.ts";

/** Where and when: times in milliseconds since 1970, after the sender's clock was corrected. */
export type ProfilePlace = {
  projectId: number;
  start: number;
  end: number;
  receivedAt: number;
  blob: { key: string; bytes: number };
};

/** @returns a row of the table profiles; a chunk has no transaction, a profile no profiler. */
export function profileRow(profile: Profile | ProfileChunk, at: ProfilePlace) {
  const ids =
    "profileId" in profile
      ? {
          profile_id: profile.profileId,
          profiler_id: "",
          chunk_id: "",
          transaction: profile.transaction,
          transaction_id: profile.transactionId,
          trace_id: profile.traceId,
        }
      : {
          profile_id: "",
          profiler_id: profile.profilerId,
          chunk_id: profile.chunkId,
          transaction: "",
          transaction_id: "",
          trace_id: "",
        };
  return {
    project_id: at.projectId,
    timestamp: dateTimeUs(at.start * 1_000),
    end_timestamp: dateTimeUs(at.end * 1_000),
    ...ids,
    received_at: dateTimeMs(at.receivedAt),
    platform: profile.platform,
    release: profile.release ?? "",
    environment: profile.environment ?? "",
    sdk_name: profile.sdkName,
    sdk_version: profile.sdkVersion,
    thread_ids: profile.threadIds,
    sample_count: profile.sampleCount,
    blob_key: at.blob.key,
    blob_bytes: at.blob.bytes,
  };
}
