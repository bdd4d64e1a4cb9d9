import { RequestError } from "#lib/errors.ts";

const RETRY_AFTER_SECONDS = "5";

/** What a sender is told while Postgres cannot take or confirm his data. */
export const storeUnavailable = (cause: string) =>
  new RequestError(503, "temporarily unavailable", {
    causes: [cause],
    headers: { "retry-after": RETRY_AFTER_SECONDS },
  });
