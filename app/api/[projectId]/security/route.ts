import { acceptSecurity } from "#lib/ingest/accept-security.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptSecurity);
export const OPTIONS = POST;
