import type { Attachment } from "#lib/attachments/queries.ts";

/** An attachment as the Web API says it. */
export const attachmentJson = (attachment: Attachment) => ({
  id: attachment.id,
  event_id: attachment.eventId,
  type: attachment.type,
  name: attachment.name,
  mimetype: attachment.contentType,
  size: attachment.size,
  sha1: attachment.sha1,
  dateCreated: attachment.receivedAt.toISOString(),
  headers: { "Content-Type": attachment.contentType },
});
