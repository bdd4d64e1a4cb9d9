import { expect, it } from "vitest";
import { rateLimitHeaders, type RateLimit } from "#lib/envelope/rate-limit-header.ts";

const limit = (more: Partial<RateLimit>): RateLimit => ({
  categories: ["error"],
  scope: "key",
  retryAfterSeconds: 60,
  reason: "key_limit",
  ...more,
});

it.each<[name: string, limits: RateLimit[], header: string | undefined, retryAfter: string | undefined]>([
  ["none", [], undefined, undefined],
  ["one", [limit({})], "60:error:key:key_limit", "60"],
  [
    "two, and the longest pause",
    [
      limit({ retryAfterSeconds: 10 }),
      limit({ categories: ["span", "session"], scope: "project", reason: "x" }),
    ],
    "10:error:key:key_limit, 60:span;session:project:x",
    "60",
  ],
  [
    "profiles by all of their names",
    [limit({ categories: ["profile", "profile_chunk"] })],
    "60:profile;profile_chunk;profile_chunk_ui:key:key_limit",
    "60",
  ],
  ["log items and bytes", [limit({ categories: ["log_item"] })], "60:log_item;log_byte:key:key_limit", "60"],
])("%s", (_name, limits, header, retryAfter) => {
  expect(rateLimitHeaders(limits)).toEqual(
    header === undefined ? {} : { "x-sentry-rate-limits": header, "retry-after": retryAfter },
  );
});
