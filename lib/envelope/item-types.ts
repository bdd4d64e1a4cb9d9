// What the protocol knows of each item type. To take in another type, give it a digester here and write the
// digester of that name in the worker.

export type Category =
  | "default"
  | "error"
  | "transaction"
  | "span"
  | "log_item"
  | "trace_metric"
  | "session"
  | "attachment"
  | "profile"
  | "profile_chunk"
  | "replay"
  | "monitor"
  | "feedback"
  | "security"
  | "internal"
  | "metric_bucket";

export type ItemType = {
  category: Category;
  /** Who digests it; null: nobody yet, so it is skipped and counted. */
  digester: "event" | null;
  maxBytes: number;
  /** How many an envelope may hold. */
  maxCount: number;
};

const KIB = 1024;
const MIB = 1024 * KIB;
const many = Infinity;

const skipped = (category: Category, maxBytes: number): ItemType => ({
  category,
  digester: null,
  maxBytes,
  maxCount: many,
});

const ITEM_TYPES: ReadonlyMap<string, ItemType> = new Map([
  ["event", { category: "error", digester: "event", maxBytes: MIB, maxCount: 1 }],
  ["transaction", skipped("transaction", MIB)],
  ["span", skipped("span", 12 * MIB)],
  ["log", skipped("log_item", 12 * MIB)],
  ["trace_metric", skipped("trace_metric", 12 * MIB)],
  ["session", skipped("session", 10 * MIB)],
  ["sessions", skipped("session", 10 * MIB)],
  ["feedback", skipped("feedback", MIB)],
  ["user_report", skipped("feedback", 200 * MIB)],
  ["attachment", skipped("attachment", 200 * MIB)],
  ["replay_event", skipped("replay", MIB)],
  ["replay_recording", skipped("replay", 10 * MIB)],
  ["replay_video", skipped("replay", 10 * MIB)],
  ["profile", skipped("profile", 50 * MIB)],
  ["profile_chunk", skipped("profile_chunk", 50 * MIB)],
  ["profile_chunk_ui", skipped("profile_chunk", 50 * MIB)],
  ["check_in", skipped("monitor", 100 * KIB)],
  ["client_report", skipped("internal", 100 * KIB)],
  ["raw_security", skipped("security", MIB)],
  ["statsd", skipped("metric_bucket", MIB)],
  ["metric_buckets", skipped("metric_bucket", MIB)],
]);

const UNKNOWN = skipped("default", 200 * MIB);

/** The rule of an item type; a type that nobody knows has one too. */
export const itemType = (type: string): ItemType => ITEM_TYPES.get(type) ?? UNKNOWN;
