// What people may type into quotas.
import { z } from "zod";

const DAY = 86_400;

/** What pages offer a quota for, each with the stored categories; none means all. */
export const QUOTA_CHOICES = {
  all: [],
  error: ["error"],
  transaction: ["transaction"],
  span: ["span"],
  log_item: ["log_item"],
  trace_metric: ["trace_metric"],
  session: ["session"],
  replay: ["replay"],
  profile: ["profile", "profile_chunk"],
  attachment: ["attachment"],
  feedback: ["feedback"],
  monitor: ["monitor"],
  security: ["security"],
} as const;

export const QuotaChoice = z.enum([
  "all",
  "error",
  "transaction",
  "span",
  "log_item",
  "trace_metric",
  "session",
  "replay",
  "profile",
  "attachment",
  "feedback",
  "monitor",
  "security",
]);
export type QuotaChoice = z.infer<typeof QuotaChoice>;

const MAX_LIMIT = 1_000_000_000_000_000;
const limit = z.coerce
  .number("Enter a number.")
  .int("Enter a whole number.")
  .min(0, "Enter 0 or more.")
  .max(MAX_LIMIT, "This is too many.");
const filled = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const window = z.coerce
  .number("Enter seconds.")
  .int("Enter whole seconds.")
  .min(1, "At least 1 second.")
  .max(30 * DAY, "At most 30 days.");

export const NewQuota = z.object({
  category: QuotaChoice,
  /** Items (bytes for attachments) within the window; 0 refuses everything. */
  limit: z.preprocess(filled, limit),
  /** Seconds. */
  window,
});
export type NewQuota = z.infer<typeof NewQuota>;

/** A key's own limit on everything that comes with it, as the Web API writes it. */
export const KeyLimit = z.object({ count: z.preprocess(filled, limit), window });
export type KeyLimit = z.infer<typeof KeyLimit>;

export const KeyLimitForm = z.object({
  keyId: z.coerce.number().int().positive(),
  /** Empty: no limit. */
  count: z.preprocess((value) => filled(value) ?? null, limit.nullable()),
  window,
});

export const QuotaId = z.object({ quotaId: z.coerce.number().int().positive() });
