// Whether a project wants what came in. The answer is the outcome's reason; null: it does.
import type { Event } from "#lib/events/event.ts";
import type { FilterSettings } from "#lib/filters/schema.ts";

export type FilterReason =
  | "browser-extensions"
  | "error-message"
  | "filtered-transaction"
  | "ip-address"
  | "legacy-browsers"
  | "localhost"
  | "react-hydration-errors"
  | "chunk-load-error"
  | "release-version"
  | "web-crawlers";

/** What is known of the sender and what it sent. */
export type Filtered = {
  clientIp: string | null;
  userAgent: string | null;
  release: string | undefined;
  url: string | undefined;
};

export const filterEvent = (
  _event: Event,
  _sender: { clientIp: string | null; userAgent: string | null },
  _settings: FilterSettings,
): FilterReason | null => null;

/** For transactions and segment spans; `name` is the transaction's. */
export const filterTransaction = (
  _name: string,
  _facts: Filtered,
  _settings: FilterSettings,
): FilterReason | null => null;

/** For everything else that knows where it comes from: logs, metrics, sessions, feedback. */
export const filterSender = (_facts: Filtered, _settings: FilterSettings): FilterReason | null => null;
