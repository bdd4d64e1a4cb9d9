// Keeps one child process running.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "#lib/log.ts";

export type Part = {
  name: string;
  /** Spawns the process and resolves when it serves. */
  start(): Promise<ChildProcess>;
  /** What asks it to end orderly. */
  stopSignal: NodeJS.Signals;
  /** How long it may take to end, in milliseconds. */
  grace: number;
  /** In development: code that does not start yet is tried again instead of ending everything. */
  mayFailAtFirst?: boolean;
};

export type Supervised = {
  name: string;
  /** Process id; undefined while it is down. */
  pid(): number | undefined;
  stop(): Promise<void>;
};

const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
/** Up for this long, a part counts as healthy, and its next restart waits the shortest time again. */
const HEALTHY = 30_000;

/** The wait before the next start, in milliseconds, after one that lived for `lived` and had waited `waited`. */
export function nextWait(waited: number, lived: number): number {
  if (waited === 0 || lived >= HEALTHY) return FIRST_WAIT;
  return Math.min(waited * 2, LONGEST_WAIT);
}

/**
 * Starts the part and restarts it, with back-off, whenever it ends; `onChange` hears of every end and restart.
 * @throws when the first start fails; later ones are logged and tried again.
 */
export async function supervise(part: Part, onChange: () => void): Promise<Supervised> {
  const stopped = new AbortController();
  let child = await firstStart(part);
  const running = keepRunning(part, child, stopped.signal, (next) => {
    child = next;
    onChange();
  });
  return {
    name: part.name,
    pid: () => child?.pid,
    stop: async () => {
      stopped.abort();
      if (child) await endProcess(child, part);
      await running;
      if (child) await endProcess(child, part);
    },
  };
}

async function firstStart(part: Part): Promise<ChildProcess | undefined> {
  try {
    return await part.start();
  } catch (error) {
    if (!part.mayFailAtFirst) throw error;
    log.error(`${part.name} did not start`, { error });
    return undefined;
  }
}

async function keepRunning(
  part: Part,
  first: ChildProcess | undefined,
  stopped: AbortSignal,
  changed: (child: ChildProcess | undefined) => void,
): Promise<void> {
  let child = first;
  let startedAt = Date.now();
  let waited = 0;
  while (!stopped.aborted) {
    if (child) {
      await hasEnded(child);
      if (stopped.aborted) return;
      const fields = { exitCode: child.exitCode, signal: child.signalCode, ran: child.pid };
      log.error(`${part.name} ended; it is started again`, fields);
    }
    changed(undefined);
    waited = nextWait(waited, Date.now() - startedAt);
    await pause(waited, stopped);
    if (stopped.aborted) return;
    startedAt = Date.now();
    child = await part.start().catch((error: unknown) => {
      log.error(`${part.name} did not start`, { error });
      return undefined;
    });
    changed(child);
    if (child) log.info(`${part.name} runs again`, { child: child.pid });
  }
}

/** Resolves after `milliseconds`, or as soon as `stopped` fires. */
async function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: stopped }).catch(() => undefined);
}

async function hasEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function endProcess(child: ChildProcess, part: Pick<Part, "name" | "stopSignal" | "grace">) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const hard = setTimeout(() => {
    log.warn(`${part.name} did not end in time and is killed`);
    // Postgres takes SIGQUIT as an immediate shutdown, which takes its helpers along.
    child.kill(part.stopSignal === "SIGINT" ? "SIGQUIT" : "SIGKILL");
  }, part.grace);
  child.kill(part.stopSignal);
  await hasEnded(child);
  clearTimeout(hard);
}
