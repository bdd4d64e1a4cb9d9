// What the protocol knows of each item type. To take in another type, give it a digester here and write the
// digester of that name in the worker (lib/digest/prepare-entry.ts).

export type Category =
  | "default"
  | "error"
  | "transaction"
  | "span"
  | "log_item"
  | "trace_metric"
  | "session"
  | "attachment"
  | "attachment_item"
  | "profile"
  | "profile_chunk"
  | "replay"
  | "monitor"
  | "feedback"
  | "security"
  | "internal"
  | "metric_bucket";

export type DigesterName =
  | "attachment"
  | "check_in"
  | "client_report"
  | "event"
  | "feedback"
  | "log"
  | "profile"
  | "profile_chunk"
  | "raw_security"
  | "replay"
  | "replay_video"
  | "session"
  | "sessions"
  | "span"
  | "trace_metric"
  | "transaction"
  | "user_report";

export type ItemType = {
  category: Category;
  /** Who digests it; null: retired or unknown, so it is skipped and counted. */
  digester: DigesterName | null;
  maxBytes: number;
  /** How many an envelope may hold; it says whether one more makes the request too large or malformed. */
  maxCount: number;
  /** Longer payloads go to the blob store as they arrive, instead of through memory and the journal. */
  spillsAbove: number;
  /** Whether the client is told the envelope's id, which is made up when there is none. */
  needsEvent: boolean;
};

const KIB = 1024;
const MIB = 1024 * KIB;

type Rule = Partial<ItemType> & Pick<ItemType, "category" | "digester" | "maxBytes">;

const rule = (given: Rule): ItemType => ({
  maxCount: Infinity,
  spillsAbove: Infinity,
  needsEvent: false,
  ...given,
});
const retired = (category: Category) => rule({ category, digester: null, maxBytes: MIB });

/** At most one, and it names the envelope. */
const single = (category: Category, digester: DigesterName, maxBytes: number) =>
  rule({ category, digester, maxBytes, maxCount: 1, needsEvent: true });

/** A list of many in one item. */
const container = (category: Category, digester: DigesterName) =>
  rule({ category, digester, maxBytes: 12 * MIB });

const binary = (
  category: Category,
  digester: DigesterName,
  maxBytes: number,
  given: { maxCount: number; spillsAbove?: number },
) => rule({ category, digester, maxBytes, needsEvent: true, ...given });

// Sizes and counts of the protocol, with two differences: several containers are taken as they come,
// and a report of some words may not weigh 200 MiB.
const ITEM_TYPES: ReadonlyMap<string, ItemType> = new Map([
  ["event", single("error", "event", MIB)],
  ["transaction", single("transaction", "transaction", MIB)],
  ["span", container("span", "span")],
  ["log", container("log_item", "log")],
  ["trace_metric", container("trace_metric", "trace_metric")],
  ["session", rule({ category: "session", digester: "session", maxBytes: MIB, maxCount: 100 })],
  ["sessions", rule({ category: "session", digester: "sessions", maxBytes: MIB, maxCount: 100 })],
  ["feedback", single("feedback", "feedback", MIB)],
  ["user_report", rule({ category: "feedback", digester: "user_report", maxBytes: MIB, maxCount: 30 })],
  ["attachment", binary("attachment", "attachment", 200 * MIB, { maxCount: 30, spillsAbove: 256 * KIB })],
  ["replay_event", single("replay", "replay", MIB)],
  // What the worker must look into is inline where it can be: a recording of 5 s has 100 KiB, and the index of a
  // profile is inside it.
  ["replay_recording", binary("replay", "replay", 10 * MIB, { maxCount: 1, spillsAbove: 2 * MIB })],
  ["replay_video", binary("replay", "replay_video", 10 * MIB, { maxCount: 1 })],
  ["profile", binary("profile", "profile", 50 * MIB, { maxCount: 1 })],
  ["profile_chunk", binary("profile_chunk", "profile_chunk", 50 * MIB, { maxCount: 1 })],
  ["profile_chunk_ui", binary("profile_chunk", "profile_chunk", 50 * MIB, { maxCount: 1 })],
  ["check_in", rule({ category: "monitor", digester: "check_in", maxBytes: 100 * KIB, maxCount: 1 })],
  [
    "client_report",
    rule({ category: "internal", digester: "client_report", maxBytes: 100 * KIB, maxCount: 100 }),
  ],
  ["raw_security", single("security", "raw_security", MIB)],
  ["statsd", retired("metric_bucket")],
  ["metric_buckets", retired("metric_bucket")],
]);

const UNKNOWN = rule({ category: "default", digester: null, maxBytes: 200 * MIB });

/** The rule of an item type; a type that nobody knows has one too. */
export const itemType = (type: string): ItemType => ITEM_TYPES.get(type) ?? UNKNOWN;
