import { acceptStore } from "#lib/ingest/accept-store.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptStore);
export const GET = POST;
export const OPTIONS = POST;
