// What a client says that it never sent, and why. Its words are counted, so they are made ours first.
import type { Category } from "#lib/envelope/item-types.ts";
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import type { OutcomeKind } from "#lib/outcomes/outcome.ts";

const MAX_ENTRIES = 100;
const MAX_QUANTITY = 1_000_000;

const CATEGORIES = {
  default: "default",
  error: "error",
  transaction: "transaction",
  span: "span",
  log_item: "log_item",
  trace_metric: "trace_metric",
  session: "session",
  attachment: "attachment",
  attachment_item: "attachment_item",
  profile: "profile",
  profile_chunk: "profile_chunk",
  profile_chunk_ui: "profile_chunk",
  replay: "replay",
  monitor: "monitor",
  feedback: "feedback",
  security: "security",
  internal: "internal",
  metric_bucket: "metric_bucket",
} as const satisfies Record<Category | "profile_chunk_ui", Category>;

const isCategory = (name: unknown): name is keyof typeof CATEGORIES =>
  typeof name === "string" && Object.hasOwn(CATEGORIES, name);

/** The same items a second time, in bytes. */
const isBytes = (name: unknown) => name === "log_byte" || name === "trace_metric_byte";

const DISCARD_REASONS = new Set(
  `queue_overflow cache_overflow buffer_overflow ratelimit_backoff network_error sample_rate before_send
   callback_error event_processor send_error internal_sdk_error insufficient_data backpressure ignored invalid
   no_parent_span`.split(/\s+/),
);
/** Of a relay on the way, which filters and limits by itself. */
const FILTER_REASONS = new Set(
  `browser-extensions error-message filtered-transaction ip-address legacy-browsers localhost
   react-hydration-errors chunk-load-error release-version web-crawlers`.split(/\s+/),
);
const NO_REASONS: ReadonlySet<string> = new Set();

const LISTS: readonly { key: string; outcome: OutcomeKind; reasons: ReadonlySet<string>; unknown: string }[] =
  [
    { key: "discarded_events", outcome: "client_discard", reasons: DISCARD_REASONS, unknown: "other" },
    { key: "rate_limited_events", outcome: "rate_limited", reasons: NO_REASONS, unknown: "client_report" },
    { key: "filtered_events", outcome: "filtered", reasons: FILTER_REASONS, unknown: "other" },
    { key: "filtered_sampling_events", outcome: "filtered", reasons: NO_REASONS, unknown: "sampled" },
  ];

export type ReportedOutcome = { category: Category; outcome: OutcomeKind; reason: string; quantity: number };

function readEntry(entry: unknown, list: (typeof LISTS)[number]): ReportedOutcome | null {
  if (!isObject(entry)) return null;
  const { category, reason, quantity } = entry;
  if (isBytes(category) || typeof quantity !== "number" || !(quantity >= 1)) return null;
  return {
    category: isCategory(category) ? CATEGORIES[category] : "default",
    outcome: list.outcome,
    reason: typeof reason === "string" && list.reasons.has(reason) ? reason : list.unknown,
    quantity: Math.min(Math.trunc(quantity), MAX_QUANTITY),
  };
}

/** The entries that can be counted, of the first hundred. When they happened is not told exactly enough to use. */
export function readClientReport(fields: JsonObject): ReportedOutcome[] {
  const entries = LISTS.flatMap((list) => {
    const told = fields[list.key];
    const values: unknown[] = Array.isArray(told) ? told.slice(0, MAX_ENTRIES) : [];
    return values.map((entry) => ({ entry, list }));
  });
  return entries.slice(0, MAX_ENTRIES).flatMap(({ entry, list }) => readEntry(entry, list) ?? []);
}
