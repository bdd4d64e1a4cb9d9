/** A file that belongs to an event or a feedback; its bytes are stored already. */
export type NewAttachment = {
  projectId: number;
  /** 32 hex characters. */
  eventId: string;
  name: string;
  contentType: string;
  /** The protocol's attachment_type. */
  type: string;
  size: number;
  /** 40 hex characters. */
  sha1: string;
  blobKey: string;
  /** Milliseconds since 1970. */
  receivedAt: number;
};
