// The shapes of an envelope. Wire names are kept: every reader knows them from the protocol.
import { z } from "zod";

const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PLAIN = /^[0-9a-f]{32}$/;

/** An event id as a client writes it, dashed or not, in any case; 32 lower-case hex digits come out. */
export const EventId = z.string().transform((text, context) => {
  const id = text.trim().toLowerCase();
  if (PLAIN.test(id)) return id;
  if (DASHED.test(id)) return id.replaceAll("-", "");
  context.addIssue("must be a UUID or 32 hex digits");
  return z.NEVER;
});

/** Senders write null for what they do not have. */
const optional = <T extends z.ZodType>(type: T) =>
  type
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();

/** Unknown keys stay; what only adds knowledge (sent_at, trace, sdk) is dropped when it is garbled. */
export const EnvelopeHeader = z.looseObject({
  event_id: optional(EventId),
  dsn: optional(z.string()),
  sent_at: z.union([z.string(), z.number()]).optional().catch(undefined),
  trace: z.record(z.string(), z.unknown()).optional().catch(undefined),
  sdk: z.looseObject({}).optional().catch(undefined),
});

export const ItemHeader = z.looseObject({
  type: z.string(),
  /** Bytes of the payload. Absent: the payload ends at the next newline. */
  length: optional(z.int().min(0)),
});

export type EnvelopeHeader = z.infer<typeof EnvelopeHeader>;
export type ItemHeader = z.infer<typeof ItemHeader>;

/** Bytes that were too many for the journal and lie in the blob store. */
export type StoredBlob = {
  key: string;
  bytes: number;
  /** 40 hex characters. */
  sha1: string;
};

export type EnvelopeItem = {
  header: ItemHeader;
  /** Empty when the bytes are in a blob. */
  payload: Uint8Array;
  blob?: StoredBlob;
};
export type Envelope = { header: EnvelopeHeader; items: EnvelopeItem[] };
