import { acceptSdkBundle } from "#lib/ingest/accept-sdk-bundle.ts";
import { toRoute } from "#lib/ingest/to-route.ts";

// Next drops Content-Encoding from what a route answers, and compresses by itself.
export const GET = toRoute((request) =>
  acceptSdkBundle({
    ...request,
    header: (name) => (name === "accept-encoding" ? null : request.header(name)),
  }),
);
export const OPTIONS = GET;
