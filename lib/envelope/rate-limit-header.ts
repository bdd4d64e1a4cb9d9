/** What `X-Sentry-Rate-Limits` says of one limit. */
export type RateLimit = {
  categories: readonly string[];
  scope: string;
  retryAfterSeconds: number;
  reason: string;
};

// One SDK's word is not another's: JavaScript counts a profile chunk as a profile, others do not.
const PROFILES = ["profile", "profile_chunk", "profile_chunk_ui"];
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  attachment: ["attachment", "attachment_item"],
  log_item: ["log_item", "log_byte"],
  profile: PROFILES,
  profile_chunk: PROFILES,
};

const spelledOut = (categories: readonly string[]) => [
  ...new Set(categories.flatMap((category) => ALIASES[category] ?? [category])),
];

/** The two headers that tell a client to pause; none for no limits. */
export function rateLimitHeaders(limits: readonly RateLimit[]): Record<string, string> {
  if (limits.length === 0) return {};
  const parts = limits.map(
    ({ retryAfterSeconds, categories, scope, reason }) =>
      `${retryAfterSeconds}:${spelledOut(categories).join(";")}:${scope}:${reason}`,
  );
  const longest = Math.max(...limits.map((limit) => limit.retryAfterSeconds));
  return { "x-sentry-rate-limits": parts.join(", "), "retry-after": String(longest) };
}
