import { acceptLoader } from "#lib/ingest/accept-loader.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const GET = toRoute(acceptLoader);
export const OPTIONS = GET;
