// The protocol's words in plain ones.
import type { ChartSeries } from "#components/charts/chart-data.ts";

type OutcomeWords = { label: string; tone: ChartSeries["tone"]; meaning: string };

export const OUTCOME_WORDS: Readonly<Record<string, OutcomeWords>> = {
  accepted: { label: "Stored", tone: "ok", meaning: "Stored and shown." },
  filtered: { label: "Filtered", tone: "info", meaning: "Left out by a filter of the project." },
  rate_limited: { label: "Rate limited", tone: "warning", meaning: "Refused because a limit was reached." },
  invalid: { label: "Invalid", tone: "error", meaning: "Could not be read, or was too large." },
  duplicate: { label: "Duplicate", tone: "neutral", meaning: "Sent twice under the same id; stored once." },
  abuse: { label: "Refused", tone: "error", meaning: "Too many wrong requests from one address." },
  client_discard: {
    label: "Dropped by the SDK",
    tone: "regressed",
    meaning: "Never sent: the SDK sampled, filtered or lost it, and said so.",
  },
};

const CATEGORY_WORDS: Readonly<Record<string, string>> = {
  error: "Errors",
  transaction: "Transactions",
  span: "Spans",
  log_item: "Logs",
  log_byte: "Logs, in bytes",
  trace_metric: "Metrics",
  session: "Sessions",
  attachment: "Attachments, in bytes",
  attachment_item: "Attachments",
  profile: "Profiles",
  profile_chunk: "Profile chunks",
  profile_chunk_ui: "Browser profile chunks",
  replay: "Replay segments",
  monitor: "Check-ins",
  feedback: "Feedback",
  security: "Security reports",
  internal: "Client reports",
  metric_bucket: "Metric buckets (retired)",
  default: "Unknown items",
};

export const categoryName = (category: string): string => CATEGORY_WORDS[category] ?? category;

/** Categories whose quantities are bytes. */
export const isBytes = (category: string): boolean => category === "attachment" || category.endsWith("_byte");
