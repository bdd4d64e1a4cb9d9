import { acceptTunnel } from "#lib/ingest/accept-tunnel.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptTunnel);
export const OPTIONS = POST;
