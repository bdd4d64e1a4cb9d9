// How much of each quota's current window is used. Counted in memory, so that no request waits for it; what
// other web processes counted, and this one before a restart, comes from Postgres about once a second.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { log } from "#lib/log.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";

const SHARE_MS = 1_000;
// Longer than a key is remembered: the total that comes with a key is then newer than what is forgotten here.
const IDLE_MS = 60_000;
const MAX_FINISHED = 10_000;

export type Quota = ProjectKey["quotas"][number];

export type Counter = {
  quotaId: number;
  /** Milliseconds since 1970; windows begin at multiples of their length. */
  windowStart: number;
  /** What Postgres said last, of all processes. */
  shared: number;
  /** Counted here and on its way to Postgres. */
  sending: number;
  unsent: number;
  lastAsked: number;
};

const counters = new Map<number, Counter>();
/** Of windows that are over while Postgres does not know all of them yet. */
let finished: Counter[] = [];
let timer: NodeJS.Timeout | undefined;
let sharing: Promise<void> | undefined;

/** Units that the window has used, as far as this process knows. */
export const usedOf = (counter: Counter): number => counter.shared + counter.sending + counter.unsent;

function openCounter(quota: Quota, windowStart: number, now: number): Counter {
  const before = counters.get(quota.id);
  if (before && before.sending + before.unsent > 0) finished = [...finished, before].slice(-MAX_FINISHED);
  const shared = quota.usage?.windowStart === windowStart ? quota.usage.used : 0;
  const counter = { quotaId: quota.id, windowStart, shared, sending: 0, unsent: 0, lastAsked: now };
  counters.set(quota.id, counter);
  return counter;
}

/** The counter of the window that `now` is in. Asking also fetches the others' counts, within a second. */
export function counterOf(quota: Quota, now: number): Counter {
  const windowMs = quota.windowSeconds * 1_000;
  const windowStart = Math.floor(now / windowMs) * windowMs;
  const current = counters.get(quota.id);
  const counter = current?.windowStart === windowStart ? current : openCounter(quota, windowStart, now);
  counter.lastAsked = now;
  timer ??= setTimeout(() => void shareQuotaUsage(), SHARE_MS).unref();
  return counter;
}

const Total = z.object({
  quotaId: z.number(),
  windowStart: z.coerce.number(),
  used: z.coerce.number(),
});

// One statement: adds what was counted here and reads what everybody counted. A quota that was removed
// meanwhile has no row to add to.
const SHARE = `
  WITH counted AS (
    SELECT quota_id, to_timestamp(start / 1000) AS window_start, sum(units) AS units
    FROM unnest($1::int[], $2::float8[], $3::bigint[]) AS counted (quota_id, start, units) GROUP BY 1, 2),
  added AS (
    INSERT INTO quota_usage AS usage (quota_id, window_start, used)
    SELECT quota_id, window_start, units FROM counted
    WHERE units > 0 AND EXISTS (SELECT FROM quota WHERE quota.id = quota_id) ORDER BY 1, 2
    ON CONFLICT (quota_id, window_start) DO UPDATE SET used = usage.used + excluded.used
    RETURNING quota_id, window_start, used),
  total AS (
    SELECT * FROM added UNION ALL
    SELECT usage.* FROM quota_usage usage JOIN counted USING (quota_id, window_start) WHERE units = 0)
  SELECT quota_id AS "quotaId", extract(epoch FROM window_start) * 1000 AS "windowStart", used FROM total`;

async function share(): Promise<void> {
  const now = Date.now();
  for (const [id, { lastAsked, sending, unsent }] of counters)
    if (sending + unsent === 0 && Math.abs(now - lastAsked) > IDLE_MS) counters.delete(id);
  const sent = [...finished, ...counters.values()];
  if (sent.length === 0) return;
  for (const counter of sent) {
    counter.sending = counter.unsent;
    counter.unsent = 0;
  }
  try {
    const totals = await selectRows(pool(), Total, SHARE, [
      sent.map((counter) => counter.quotaId),
      sent.map((counter) => counter.windowStart),
      sent.map((counter) => counter.sending),
    ]);
    const known = new Map(totals.map((total) => [`${total.quotaId} ${total.windowStart}`, total.used]));
    for (const counter of sent) {
      counter.shared =
        known.get(`${counter.quotaId} ${counter.windowStart}`) ?? counter.shared + counter.sending;
      counter.sending = 0;
    }
    finished = finished.filter((counter) => counter.sending + counter.unsent > 0);
  } catch (error) {
    log.warn("The use of quotas could not be shared; trying again", { quotas: sent.length, error });
    for (const counter of sent) {
      counter.unsent += counter.sending;
      counter.sending = 0;
    }
    timer ??= setTimeout(() => void shareQuotaUsage(), SHARE_MS).unref();
  }
}

/** Adds to Postgres what was counted and takes over what others did. Never rejects. */
export async function shareQuotaUsage(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  await sharing;
  sharing = share();
  await sharing;
  sharing = undefined;
}

/** For the end of a process: what was counted is shared once more, then forgotten. */
export async function closeQuotaUsage(): Promise<void> {
  await shareQuotaUsage();
  clearTimeout(timer);
  timer = undefined;
  counters.clear();
  finished = [];
}
