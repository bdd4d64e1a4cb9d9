import type { PoolClient } from "pg";
import type { NewAttachment } from "#lib/attachments/new-attachment.ts";

export async function saveAttachments(
  _on: PoolClient,
  _attachments: readonly (NewAttachment & { retentionDays: number })[],
): Promise<void> {}
