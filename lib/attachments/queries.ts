// Reads of files that came with events.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";

/** Whose files one may read: a project's, or those of an issue's events. */
type Scope = Pick<ProjectAccess | IssueScope, "projectId"> & (ProjectAccess | IssueScope);

export type Attachment = {
  id: string;
  /** 32 hex characters. */
  eventId: string;
  /** Without separators and control characters, but a sender's text. */
  name: string;
  /** What the sender claims, in the form of a media type. */
  contentType: string;
  /** The protocol's attachment_type: event.attachment, event.view_hierarchy, event.minidump … */
  type: string;
  size: number;
  sha1: string;
  blobKey: string;
  receivedAt: Date;
};

const MOST = 100;

const stillKept = () => ({ expiresAt: { gt: new Date() } });

type Row = Awaited<ReturnType<typeof readRows>>[number];

const readRows = (projectId: number, eventId: string, id?: bigint) =>
  db().attachment.findMany({
    where: { projectId, eventId: toUuid(eventId), ...stillKept(), ...(id !== undefined && { id }) },
    orderBy: { id: "asc" },
    take: MOST,
  });

const toAttachment = ({
  id,
  eventId,
  size,
  name,
  contentType,
  type,
  sha1,
  blobKey,
  receivedAt,
}: Row): Attachment => ({
  id: id.toString(),
  eventId: eventId.replaceAll("-", ""),
  size: Number(size),
  name,
  contentType,
  type,
  sha1,
  blobKey,
  receivedAt,
});

/** The files of an event, in the order in which they came; at most 100. */
export async function listAttachments(scope: Scope, eventId: string): Promise<Attachment[]> {
  const id = parseEventId(eventId);
  return id === null ? [] : (await readRows(scope.projectId, id)).map(toAttachment);
}

/** One of them; null when the event has none of that id. */
export async function findAttachment(scope: Scope, eventId: string, id: string): Promise<Attachment | null> {
  const event = parseEventId(eventId);
  if (event === null || !/^\d{1,18}$/.test(id)) return null;
  const [row] = await readRows(scope.projectId, event, BigInt(id));
  return row ? toAttachment(row) : null;
}
