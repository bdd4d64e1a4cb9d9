// The lane of the jobs that speak to trackers. Trackers take turns, a few side by side: one that is slow, or has much
// to hear, keeps those of others waiting for no longer than its turn.
import { log } from "#lib/log.ts";
import { listDueTrackers, takeTicketSync } from "#lib/queue/ticket-sync.ts";
import { syncTicket } from "#lib/tickets/sync-ticket.ts";

const AT_ONCE = 4;
const TURN_MS = 20_000;
// For all requests of a job together.
const JOB_MS = 20_000;

/** Tells trackers what is due until nothing is; `signal` ends it early, also in the middle of a request. */
export async function syncDueTickets(signal: AbortSignal, jobMs = JOB_MS): Promise<void> {
  for (;;) {
    const trackers = await listDueTrackers();
    let done = 0;
    const serve = async () => {
      for (let id = trackers.shift(); id !== undefined; id = trackers.shift())
        done += await takeTurn(id, signal, jobMs);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, serve));
    // What is left is in the hands of another worker.
    if (done === 0) return;
  }
}

/** One job after the other, as trackers ask of their clients. @returns how many were tried. */
async function takeTurn(integrationId: number, signal: AbortSignal, jobMs: number): Promise<number> {
  const endsAt = Date.now() + TURN_MS;
  let done = 0;
  try {
    while (!signal.aborted && Date.now() < endsAt) {
      const job = await takeTicketSync(integrationId);
      if (!job) break;
      await syncTicket(job, AbortSignal.any([signal, AbortSignal.timeout(jobMs)]));
      done++;
    }
  } catch (error) {
    log.error("A ticket was not synchronised and will be tried again", { integrationId, error });
  }
  return done;
}
