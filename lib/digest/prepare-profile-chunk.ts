import { profileDigester } from "#lib/digest/profile-item.ts";
import { readProfileChunk } from "#lib/profiles/read-profile.ts";

/** A piece of a profile that runs as long as its program; spans name the profiler and the thread. */
export const prepareProfileChunk = profileDigester({
  category: "profile_chunk",
  read: readProfileChunk,
  claim: ({ chunkId }) => ({ kind: "profile_chunk", id: chunkId }),
  startOf: ({ first }) => first / 1_000,
});
