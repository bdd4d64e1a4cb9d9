import { pathOf, type Wire } from "#lib/events/read-field.ts";

const MINUTE = 60_000;
const MIN_DRIFT = 55 * MINUTE;
const MAX_AHEAD = MINUTE;
const MAX_AGE = 30 * 24 * 60 * MINUTE;
const END_OF_TIME = 253_402_300_799_999;

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))?(?:[Zz]|([+-])(\d\d):?(\d\d))?$/;

/**
 * A time of the protocol in milliseconds since 1970: RFC 3339 (no zone means UTC) or seconds, as a number or
 * as text. undefined: not a time. Big numbers are seconds as well, never milliseconds.
 */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value === "number") return inRange(Math.round(value * 1000));
  if (typeof value !== "string" || value.length > 64) return undefined;
  const text = value.trim();
  if (/^\d{1,15}(?:\.\d{1,20})?$/.test(text)) return inRange(Math.round(Number(text) * 1000));
  const parts = RFC_3339.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
    return undefined;
  const fraction = Number(`${parts[7] ?? ""}000`.slice(0, 3));
  const offset = (Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)) * MINUTE;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
  return inRange(parts[8] === "-" ? utc + offset : utc - offset);
}

function inRange(time: number): number | undefined {
  return time >= 0 && time <= END_OF_TIME ? time : undefined;
}

/**
 * How far a sender's clock is behind ours, in milliseconds, from the time it says it sent; add it to every
 * time of that sender. 0 when the difference may just be the network, a retry or an absent `sent_at`.
 */
export function clockDrift(sentAt: unknown, receivedAt: number): number {
  const sent = parseTimestamp(sentAt);
  if (sent === undefined) return 0;
  const drift = receivedAt - sent;
  return Math.abs(drift) >= MIN_DRIFT ? drift : 0;
}

/** When the event happened, and what to add to its other times; both in milliseconds. */
export function readEventTime(
  wire: Wire,
  source: { readonly sentAt?: string | number; readonly receivedAt: number },
): { timestamp: number; shift: number } {
  const drift = clockDrift(source.sentAt, source.receivedAt);
  const told = wire.fields.timestamp;
  const parsed = parseTimestamp(told);
  if (parsed === undefined) {
    if (told !== undefined && told !== null)
      wire.remarks.add("invalid", pathOf(wire, "timestamp"), "not a time");
    return { timestamp: source.receivedAt, shift: drift };
  }
  const timestamp = parsed + drift;
  if (timestamp > source.receivedAt + MAX_AHEAD || timestamp < source.receivedAt - MAX_AGE) {
    const why = timestamp > source.receivedAt ? "in the future" : "older than 30 days";
    wire.remarks.add(
      "shifted",
      "timestamp",
      `${new Date(parsed).toISOString()} is ${why}; set to the time of receipt`,
    );
    return { timestamp: source.receivedAt, shift: source.receivedAt - parsed };
  }
  if (drift !== 0) {
    wire.remarks.add("shifted", "timestamp", `the sender's clock was off by ${Math.round(drift / 1000)} s`);
  }
  return { timestamp, shift: drift };
}
