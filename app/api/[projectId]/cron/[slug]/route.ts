import { acceptCron } from "#lib/ingest/accept-cron.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptCron);
export const GET = POST;
export const OPTIONS = POST;
