import { RequestError } from "#lib/errors.ts";

const RETRY_AFTER_SECONDS = 5;

const refusal = (cause: string, retryAfterSeconds = RETRY_AFTER_SECONDS) =>
  [
    503,
    "temporarily unavailable",
    { causes: [cause], headers: { "retry-after": String(retryAfterSeconds) } },
  ] as const;

/** What a sender is told while his data cannot be taken, or its storing not be confirmed. */
export const storeUnavailable = (cause: string, retryAfterSeconds?: number) =>
  new RequestError(...refusal(cause, retryAfterSeconds));

/** The same, when nobody can say whether Postgres has it: what it would point to must stay. */
export class CommitUnknown extends RequestError {
  constructor() {
    super(...refusal("the event could not be stored"));
  }
}
