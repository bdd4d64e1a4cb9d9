import { acceptMinidump } from "#lib/ingest/accept-minidump.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptMinidump);
export const OPTIONS = POST;
