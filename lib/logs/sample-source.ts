// What is known of a container's sender, the same for each of its logs or metrics.
import { isIP } from "node:net";
import { isObject } from "#lib/events/bound-json.ts";
import type { Event } from "#lib/events/event.ts";
import { addUserAgent } from "#lib/events/read-user-agent.ts";
import type { Filtered, FilterReason } from "#lib/filters/filter.ts";
import type { Scrubber } from "#lib/scrubbing/scrubber.ts";

export type SampleSource = {
  projectId: number;
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** How far the sender's clock is behind ours, in milliseconds. */
  drift: number;
  /** Attributes that the sender asked us to fill in where it has none. */
  inferred: Readonly<Record<string, string>>;
  scrubber: Scrubber;
  /** Whether the project wants what has this release and URL; null: it does. */
  filter: (facts: Pick<Filtered, "release" | "url">) => FilterReason | null;
};

/** Why one log or metric is not stored; `reason` is of a closed set. */
export type Refusal = { outcome: "invalid" | "filtered"; reason: string };

/** What only we can see of the sender, as far as `ingest_settings` say "auto"; without them nothing. */
export function inferAttributes(
  settings: unknown,
  seen: { clientIp: string | null; userAgent: string | null },
): Record<string, string> {
  const told = isObject(settings) ? settings : {};
  const inferred: Record<string, string> = {};
  if (told["infer_ip"] === "auto" && seen.clientIp !== null && isIP(seen.clientIp) > 0)
    inferred["user.ip_address"] = seen.clientIp;
  if (told["infer_user_agent"] !== "auto" || !seen.userAgent) return inferred;
  const contexts: Event["contexts"] = {};
  addUserAgent(contexts, seen.userAgent, "javascript");
  for (const context of ["browser", "os"])
    for (const key of ["name", "version"]) {
      const value = contexts[context]?.[key];
      if (typeof value === "string" && value !== "") inferred[`${context}.${key}`] = value;
    }
  return inferred;
}
