import { acceptErrorPage } from "#lib/ingest/accept-error-page.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const GET = toRoute(acceptErrorPage);
export const POST = GET;
export const OPTIONS = GET;
