// The contract between the web process, which appends, and the worker, which digests. They share no more.
import { z } from "zod";

/** What the web process knew about a request and the envelope does not say. */
export const JournalMeta = z.object({
  /** The peer, or what a trusted proxy said of it; null when unknown. */
  clientIp: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** From `sentry_client`: "sentry.javascript.browser/11.12.0". */
  sdkClient: z.string().nullable(),
});

export const JournalEntry = z.object({
  id: z.coerce.bigint(),
  projectId: z.number(),
  keyId: z.number(),
  receivedAt: z.date(),
  meta: JournalMeta,
  /** The envelope, decompressed, with the event id that was promised to the client in its header. */
  payload: z.instanceof(Uint8Array),
});

export type JournalMeta = z.infer<typeof JournalMeta>;
export type JournalEntry = z.infer<typeof JournalEntry>;
