// Who keeps sending what is refused is not looked at for a while: before any look-up, at the price of a map.
import { isIPv6 } from "node:net";
import { RequestError } from "#lib/errors.ts";
import { isProxy, senderIp } from "#lib/ingest/client-ip.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";

const MINUTE_MS = 60_000;
// A client that is set up wrongly sends far less; one that guesses keys sends far more.
const REFUSALS_A_MINUTE = 300;
const MAX_ADDRESSES = 50_000;

/** What the sender is to blame for. */
const BLAMED = new Set([400, 401, 403, 404, 413, 415]);

type AbuseLimitOptions = { limit?: number; maxAddresses?: number; now?: () => number };
type Counted = { since: number; refusals: number };

/** The first half of an IPv6 address, as one subscriber has all of the other; an IPv4 address as it is. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [address = ""] = ip.toLowerCase().split("%", 1);
  const [head = "", tail] = address.split("::", 2);
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

type AbuseLimit = {
  /** Whether anybody is shut out, so that nobody else's address must be worked out. */
  isActive: () => boolean;
  /** Seconds that this address is shut out for; 0 when it is not, or unknown. */
  pauseOf: (ip: string | null) => number;
  /** Remembers how a request of this address was answered. */
  note: (ip: string | null, status: number) => void;
};

/** Refused requests of one address within a minute, in bounded memory. */
export function createAbuseLimit(options: AbuseLimitOptions = {}): AbuseLimit {
  const { limit = REFUSALS_A_MINUTE, maxAddresses = MAX_ADDRESSES, now = () => performance.now() } = options;
  // Maps keep the order of insertion: what was seen last goes to the end, and the first is forgotten.
  const counted = new Map<string, Counted>();
  let activeUntil = -Infinity;

  const current = (network: string, at: number): Counted | undefined => {
    const entry = counted.get(network);
    if (!entry) return undefined;
    counted.delete(network);
    if (at - entry.since >= MINUTE_MS) return undefined;
    counted.set(network, entry);
    return entry;
  };

  return {
    isActive: () => now() < activeUntil,
    pauseOf: (ip) => {
      if (ip === null) return 0;
      const at = now();
      const entry = current(networkOf(ip), at);
      if (!entry || entry.refusals <= limit) return 0;
      return Math.max(1, Math.ceil((entry.since + MINUTE_MS - at) / 1_000));
    },
    note: (ip, status) => {
      if (ip === null || !BLAMED.has(status)) return;
      const at = now();
      const network = networkOf(ip);
      const entry = current(network, at) ?? { since: at, refusals: 0 };
      entry.refusals += 1;
      if (entry.refusals > limit) activeUntil = Math.max(activeUntil, entry.since + MINUTE_MS);
      counted.set(network, entry);
      for (const oldest of counted.keys()) {
        if (counted.size <= maxAddresses) break;
        counted.delete(oldest);
      }
    },
  };
}

const abuseLimit = createAbuseLimit();

/** null where it may be a proxy that does not say for whom it speaks: one client must not shut out all the others. */
function senderOf({ remoteAddress, header }: IngestRequest): string | null {
  const ip = senderIp(remoteAddress, header);
  return ip === null || isProxy(ip) ? null : ip;
}

/** @throws RequestError 429 for a sender who was refused too often. */
export function refuseAbuser(request: IngestRequest): void {
  const pause = abuseLimit.isActive() ? abuseLimit.pauseOf(senderOf(request)) : 0;
  if (pause === 0) return;
  const headers = { "retry-after": String(pause) };
  throw new RequestError(429, "too many refused requests", { headers });
}

/** Remembers a refusal, if the sender is to blame for it. */
export function noteRefusal(request: IngestRequest, status: number): void {
  if (BLAMED.has(status)) abuseLimit.note(senderOf(request), status);
}
