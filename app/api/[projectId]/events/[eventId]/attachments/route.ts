import { acceptAttachments } from "#lib/ingest/accept-attachments.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptAttachments);
export const OPTIONS = POST;
