// Which categories a quota is about.
import type { Category } from "#lib/envelope/item-types.ts";

/** All that a quota may refuse. Client reports (`internal`) stay: they tell what the SDK dropped. */
export const LIMITABLE: readonly Category[] = [
  "default",
  "error",
  "transaction",
  "span",
  "log_item",
  "trace_metric",
  "session",
  "attachment",
  "attachment_item",
  "profile",
  "profile_chunk",
  "replay",
  "monitor",
  "feedback",
  "security",
  "metric_bucket",
];

// SDKs name these differently from one another, so a quota on one is on both.
const TOGETHER: readonly (readonly Category[])[] = [
  ["profile", "profile_chunk"],
  ["attachment", "attachment_item"],
];

/** @param named as stored: none means all. */
export function limitedCategories(named: readonly string[]): readonly Category[] {
  if (named.length === 0) return LIMITABLE;
  const groups = TOGETHER.filter((group) => group.some((category) => named.includes(category)));
  return LIMITABLE.filter(
    (category) => named.includes(category) || groups.some((group) => group.includes(category)),
  );
}

/** Whether a quota counts the bytes of attachments; all others count items. */
export const countsBytes = (named: readonly string[]): boolean => named.includes("attachment");
