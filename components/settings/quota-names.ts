import type { QuotaChoice } from "#lib/quotas/schema.ts";

/** What a quota can be about, in the order of the form. */
export const QUOTA_NAMES: Readonly<Record<QuotaChoice, string>> = {
  all: "Everything",
  error: "Errors",
  transaction: "Transactions",
  span: "Spans",
  log_item: "Logs",
  trace_metric: "Metrics",
  session: "Sessions",
  replay: "Replay segments",
  profile: "Profiles",
  attachment: "Attachments, in bytes",
  feedback: "Feedback",
  monitor: "Check-ins",
  security: "Security reports",
};

const isChoice = (name: string): name is QuotaChoice => name in QUOTA_NAMES;

/** The name of stored categories. */
export function quotaName(categories: readonly string[]): string {
  const [first = "all"] = categories;
  return isChoice(first) ? QUOTA_NAMES[first] : categories.join(", ");
}
