/** What `X-Sentry-Rate-Limits` says of one limit. */
export type RateLimit = {
  categories: readonly string[];
  scope: string;
  retryAfterSeconds: number;
  reason: string;
};

/** The two headers that tell a client to pause; none for no limits. */
export function rateLimitHeaders(limits: readonly RateLimit[]): Record<string, string> {
  if (limits.length === 0) return {};
  const parts = limits.map(
    ({ retryAfterSeconds, categories, scope, reason }) =>
      `${retryAfterSeconds}:${categories.join(";")}:${scope}:${reason}`,
  );
  const longest = Math.max(...limits.map((limit) => limit.retryAfterSeconds));
  return { "x-sentry-rate-limits": parts.join(", "), "retry-after": String(longest) };
}
