// Wakes the worker when the web process has appended. NOTIFY is a hint, never the truth: a missed one costs
// a poll interval, so a lost connection needs no care.
import pg from "pg";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

const CHANNEL = "debrief_journal";
const POLL_MS = 1_000;
const RECONNECT_MS = 1_000;

/** Keeps a LISTEN connection open until `signal` aborts, and calls `onNotice` for each notification. */
async function listen(onNotice: () => void, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: env().databaseUrl, keepAlive: true });
  const closed = Promise.withResolvers<void>();
  const close = () => closed.resolve();
  // Each time: a second error that nobody heard would end the process.
  client.on("end", close).on("error", close).on("notification", onNotice);
  signal.addEventListener("abort", close);
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    await closed.promise;
  } finally {
    signal.removeEventListener("abort", close);
    await client.end().catch((error: unknown) => log.debug("The LISTEN connection broke", { error }));
  }
}

/** A door bell: `ring` lets one waiter through, or the next one to come. */
type Bell = { ring: () => void; wait: (ms: number) => Promise<void> };

function createBell(): Bell {
  let rung = false;
  let waiting: (() => void)[] = [];
  const ring = () => {
    rung = waiting.length === 0;
    const woken = waiting;
    waiting = [];
    woken.forEach((wake) => wake());
  };
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      if (rung) {
        rung = false;
        return resolve();
      }
      const timer = setTimeout(() => {
        waiting = waiting.filter((waiter) => waiter !== wake);
        resolve();
      }, ms);
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      waiting.push(wake);
    });
  return { ring, wait };
}

/** @returns a bell that rings when the journal grows, and at least answers every second. */
export function listenToJournal(signal: AbortSignal): { wait: () => Promise<void> } {
  const bell = createBell();
  const keepListening = async () => {
    const pause = createBell();
    signal.addEventListener("abort", () => pause.ring(), { once: true });
    while (!signal.aborted) {
      await listen(bell.ring, signal).catch((error: unknown) => log.debug("LISTEN failed", { error }));
      if (!signal.aborted) await pause.wait(RECONNECT_MS);
    }
  };
  signal.addEventListener("abort", () => bell.ring(), { once: true });
  void keepListening();
  return { wait: () => bell.wait(POLL_MS) };
}
