// The cheap no: a key that may send nothing is told so before its body is read.
import { rateLimitHeaders } from "#lib/envelope/rate-limit-header.ts";
import { RequestError } from "#lib/errors.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { countOutcome } from "#lib/outcomes/count-outcome.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";
import { findTotalLimits } from "#lib/quotas/take-quota.ts";

// A client report fits, and no quota refuses it; what else is that small costs little to read.
const SMALL_BYTES = 4 * 1024;

/** @throws RequestError 429 with its headers when all that the body could hold would be refused. */
export function refuseExhausted(key: ProjectKey, request: IngestRequest): ProjectKey {
  const limits = findTotalLimits(key);
  const [first] = limits ?? [];
  if (!limits || !first) return key;
  const length = request.header("content-length");
  if (length !== null && Number(length) <= SMALL_BYTES) return key;
  // Nobody looks into the body, so its categories stay unknown.
  const { projectId } = key;
  countOutcome({
    projectId,
    category: "default",
    outcome: "rate_limited",
    reason: first.reason,
    quantity: 1,
  });
  throw new RequestError(429, "rate limit reached", {
    causes: [first.reason],
    headers: rateLimitHeaders(limits),
  });
}
