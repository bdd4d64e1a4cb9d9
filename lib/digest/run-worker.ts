// The worker's life: lanes that digest the journal until told to stop, and beside them one for the recurring jobs and
// one for what trackers are told.
import { setTimeout as pause } from "node:timers/promises";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { runDueJobs } from "#lib/digest/recurring-jobs.ts";
import { log } from "#lib/log.ts";
import { listenToJournal } from "#lib/queue/wait-for-journal.ts";
import { syncDueTickets } from "#lib/tickets/sync-tickets.ts";

// Two lanes: while one waits for ClickHouse, the other uses the processor.
const LANES = 2;
const BACK_OFF_MS = { first: 250, most: 5_000 };
const JOBS_EVERY_MS = 30_000;

/** Digests until nothing waits. @returns how many journal rows were digested. */
export async function drainJournal(): Promise<number> {
  let total = 0;
  for (;;) {
    const digested = await digestBatch();
    if (digested === null) return total;
    total += digested;
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

async function runLane(signal: AbortSignal, waitForMore: () => Promise<void>): Promise<void> {
  let backOff = BACK_OFF_MS.first;
  while (!signal.aborted) {
    try {
      const digested = await digestBatch();
      backOff = BACK_OFF_MS.first;
      if (digested === null) await waitForMore();
    } catch (error) {
      log.error("A batch was not digested and will be tried again", { error, retryInMs: backOff });
      await sleep(backOff, signal);
      backOff = Math.min(backOff * 2, BACK_OFF_MS.most);
    }
  }
}

async function runJobs(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await runDueJobs().catch((error: unknown) => log.error("A recurring job failed", { error }));
    await sleep(JOBS_EVERY_MS, signal);
  }
}

async function runTickets(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await syncDueTickets(signal).catch((error: unknown) => log.error("Trackers were not told", { error }));
    await sleep(JOBS_EVERY_MS, signal);
  }
}

/** Runs until `signal` aborts; batches that are under way are finished first. */
export async function runWorker(signal: AbortSignal): Promise<void> {
  const journal = listenToJournal(signal);
  const lanes = Array.from({ length: LANES }, () => runLane(signal, journal.wait));
  await Promise.all([...lanes, runJobs(signal), runTickets(signal)]);
}
