import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptEnvelope);
export const OPTIONS = POST;
