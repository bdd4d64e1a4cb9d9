import { createHash } from "node:crypto";
import { mediaType, safeFileName } from "#lib/attachments/file-name.ts";
import { blobKey } from "#lib/blobs.ts";
import type { DigestContext, Digester } from "#lib/digest/digester.ts";
import type { NewBlob } from "#lib/digest/prepared.ts";
import type { EnvelopeItem, StoredBlob } from "#lib/envelope/envelope.ts";
import { refuse } from "#lib/digest/digester.ts";

const TYPES: ReadonlySet<unknown> = new Set([
  "event.attachment",
  "event.view_hierarchy",
  "event.minidump",
  "event.applecrashreport",
  "unreal.context",
  "unreal.logs",
]);

/** The bytes of an item as a blob: the one that the door wrote, or one to be written. */
function blobOf(
  { payload, blob }: EnvelopeItem,
  { entry, itemIndex, policy }: DigestContext,
): { blob: StoredBlob; waiting: NewBlob[] } {
  if (blob) return { blob, waiting: [] };
  const key = blobKey(policy, entry.receivedAt, `${entry.id}:${itemIndex}`);
  const sha1 = createHash("sha1").update(payload).digest("hex");
  return { blob: { key, bytes: payload.byteLength, sha1 }, waiting: [{ key, bytes: payload }] };
}

/** One `attachment` item: a file of the envelope's event, which may have come before it or be on its way. */
export const prepareAttachment: Digester = (item, context, into) => {
  const { entry, envelope, itemIndex } = context;
  const eventId = envelope.header.event_id;
  if (eventId === undefined)
    return refuse(context, into, {
      category: "attachment_item",
      outcome: "invalid",
      reason: "missing_event_id",
    });
  const { blob, waiting } = blobOf(item, context);
  const { filename, content_type: contentType, attachment_type: type } = item.header;
  const receivedAt = entry.receivedAt.getTime();
  const name = safeFileName(filename);
  const attachmentType = typeof type === "string" && TYPES.has(type) ? type : "event.attachment";
  // A client that heard no answer sends a file again; it has no id of its own.
  const identity = [eventId, name, attachmentType, blob.sha1].join("\n");
  into.items.push({
    journalId: entry.id,
    projectId: entry.projectId,
    itemIndex,
    receivedAt,
    timestamp: receivedAt,
    counts: [
      { category: "attachment", quantity: blob.bytes },
      { category: "attachment_item", quantity: 1 },
    ],
    claim: { kind: "attachment", id: createHash("sha256").update(identity).digest("hex").slice(0, 32) },
    rows: [],
    blobs: waiting,
    attachment: {
      projectId: entry.projectId,
      eventId,
      name,
      contentType: mediaType(contentType) ?? "application/octet-stream",
      type: attachmentType,
      size: blob.bytes,
      sha1: blob.sha1,
      blobKey: blob.key,
      receivedAt,
    },
  });
};
