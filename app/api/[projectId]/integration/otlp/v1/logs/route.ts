import { acceptOtlpLogs } from "#lib/ingest/accept-otlp.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptOtlpLogs);
export const OPTIONS = POST;
