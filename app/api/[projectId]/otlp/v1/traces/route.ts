import { acceptOtlpTraces } from "#lib/ingest/accept-otlp.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

export const POST = toRoute(acceptOtlpTraces);
export const OPTIONS = POST;
