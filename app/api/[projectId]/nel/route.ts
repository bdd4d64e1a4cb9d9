import { acceptNel } from "#lib/ingest/accept-nel.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptNel);
export const OPTIONS = POST;
