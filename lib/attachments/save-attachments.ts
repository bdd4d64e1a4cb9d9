import type { PoolClient } from "pg";
import type { NewAttachment } from "#lib/attachments/new-attachment.ts";

/** Writes what is known of files whose bytes are stored, but of a project that is gone. */
export async function saveAttachments(
  on: PoolClient,
  attachments: readonly (NewAttachment & { retentionDays: number })[],
): Promise<void> {
  if (attachments.length === 0) return;
  const rows = attachments.map((attachment, place) => ({
    place,
    project_id: attachment.projectId,
    event_id: attachment.eventId,
    name: attachment.name,
    content_type: attachment.contentType,
    type: attachment.type,
    size: attachment.size,
    sha1: attachment.sha1,
    blob_key: attachment.blobKey,
    received_at: new Date(attachment.receivedAt),
    days: attachment.retentionDays,
  }));
  await on.query(
    `INSERT INTO attachment
       (project_id, event_id, name, content_type, type, size, sha1, blob_key, received_at, expires_at)
     SELECT x.project_id, x.event_id, x.name, x.content_type, x.type, x.size, x.sha1, x.blob_key, x.received_at,
       x.received_at + make_interval(days => x.days)
     FROM json_to_recordset($1) AS x(place int, project_id int, event_id uuid, name text, content_type text, type text,
       size bigint, sha1 text, blob_key text, received_at timestamptz, days int)
     JOIN project p ON p.id = x.project_id ORDER BY x.place`,
    [JSON.stringify(rows)],
  );
}
