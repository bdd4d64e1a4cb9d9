// When more comes than this process can take, some of it is refused at once, before anything is looked at, so
// that the rest is answered soon. Senders who are refused lose their event, as SDKs do not send again: so only
// what waits too long in a queue that is not small counts, and no single slow moment.
import { log } from "#lib/log.ts";
import { isJournalBusy } from "#lib/queue/append-to-journal.ts";

/** Requests whose body is here and whose answer is not: at 4,000 a second, an eighth of a second's work. */
const MAX_WAITING = 512;
/** With slow uploads, which cost memory but no time. */
const MAX_OPEN = 4_096;
/** Where the first in the queue has waited so long, the next would be answered too late. */
const MAX_QUEUED_MS = 80;
/** With fewer, it waits for other reasons, such as a busy machine. */
const FEW_QUEUED = 32;
/** Begun in one turn of the event loop, so that it gets round to new connections, answers and pages meanwhile. */
const BEGUN_AT_ONCE = 8;

type Load = { waiting: number; open: number; queued: number; queuedMs: number; isJournalBusy: boolean };

/** Whether one more would be answered too late, or cost too much memory. */
export function isTooMuch({ waiting, open, queued, queuedMs, isJournalBusy: isBusy }: Load): boolean {
  if (waiting + queued >= MAX_WAITING || open >= MAX_OPEN || isBusy) return true;
  return queued >= FEW_QUEUED && queuedMs > MAX_QUEUED_MS;
}

let queue: { since: number; begin: () => void }[] = [];
let isWorking = false;
let waiting = 0;
let open = 0;
let shed = 0;

function noteShed(): void {
  if (shed === 0)
    setTimeout(() => {
      log.warn("Overloaded: requests were refused within the last second", { requests: shed, waiting, open });
      shed = 0;
    }, 1_000).unref();
  shed += 1;
}

/** Whether a new request must be refused. */
export function mustShed(): boolean {
  const queuedMs = performance.now() - (queue[0]?.since ?? Infinity);
  const load = { waiting, open, queued: queue.length, queuedMs, isJournalBusy: isJournalBusy() };
  const isRefused = isTooMuch(load);
  if (isRefused) noteShed();
  return isRefused;
}

function work(): void {
  const begun = queue.slice(0, BEGUN_AT_ONCE);
  queue = queue.slice(BEGUN_AT_ONCE);
  isWorking = queue.length > 0;
  if (isWorking) setImmediate(work);
  for (const { begin } of begun) begin();
}

/** Resolves when it is this request's turn. */
export function takeTurn(): Promise<void> {
  return new Promise((begin) => {
    queue.push({ since: performance.now(), begin });
    if (isWorking) return;
    isWorking = true;
    setImmediate(work);
  });
}

/** Counts a request in. @returns what to call once its body is here, and once it is answered. */
export function enter(): { arrived: () => void; leave: () => void } {
  let isHere = false;
  open += 1;
  return {
    arrived: () => {
      if (isHere) return;
      isHere = true;
      waiting += 1;
    },
    leave: () => {
      open -= 1;
      if (isHere) waiting -= 1;
      isHere = true;
    },
  };
}
