// The protocol's words in plain ones.
import type { ChartSeries } from "#components/charts/chart-data.ts";

type OutcomeWords = { label: string; tone: ChartSeries["tone"]; meaning: string };

export const OUTCOME_WORDS: Readonly<Record<string, OutcomeWords>> = {
  accepted: { label: "Stored", tone: "ok", meaning: "Stored and shown." },
  filtered: { label: "Filtered", tone: "info", meaning: "Left out by an inbound filter of the project." },
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
  log_byte: "Log bytes",
  trace_metric: "Metrics",
  session: "Sessions",
  attachment: "Attachment bytes",
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

const REASON_WORDS: Readonly<Record<string, string>> = {
  too_large: "Larger than the protocol allows",
  invalid_envelope: "The envelope is malformed",
  invalid_json: "Not JSON",
  not_an_object: "Not a JSON object",
  too_deep: "Nested too deeply",
  timeout: "The body did not arrive in time",
  unsupported_encoding: "Unknown content encoding",
  unsupported_item: "An item type that nobody reads",
  undigestible: "Debrief failed on it; kept as a dead letter",
  item_count_mismatch: "The item holds more or fewer entries than it says",
  sample_rate: "Sampled out",
  before_send: "Dropped by beforeSend",
  event_processor: "Dropped by an event processor",
  ratelimit_backoff: "Held back after a rate limit",
  network_error: "The network failed",
  send_error: "Debrief refused it",
  queue_overflow: "The SDK's queue was full",
  buffer_overflow: "The SDK's buffer was full",
  cache_overflow: "The SDK's cache was full",
  backpressure: "The SDK held back under load",
  key_limit: "The key's limit",
  project_quota: "The project's quota",
  organization_quota: "The organization's quota",
};

/** A reason as a sentence would say it; unknown ones keep their word, with spaces. */
export const reasonName = (reason: string): string =>
  reason === "" ? "No reason given" : (REASON_WORDS[reason] ?? reason.replaceAll(/[_-]/g, " "));
