// A lane: so many statements at once, so many more waiting, in order of arrival.
import { tooManyQueries } from "#server/clickhouse/exception.ts";

type Waiter = { start: () => void };

/** Runs work of one kind; inserts have a lane of their own, so that no select ever holds one up. */
export class Lane {
  readonly #width: number;
  readonly #depth: number;
  #running = 0;
  readonly #waiting: Waiter[] = [];

  /** @param width how many run at once @param depth how many may wait */
  constructor(width: number, depth: number) {
    this.#width = width;
    this.#depth = depth;
  }

  get busy(): number {
    return this.#running + this.#waiting.length;
  }

  /** @throws ClickHouseException 202 when too many wait; the signal's reason when its caller left the queue. */
  async run<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#enter(signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.start();
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    if (this.#running < this.#width) {
      this.#running += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#depth)
      return Promise.reject(tooManyQueries(`${this.#depth} statements are waiting already.`));
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        start: () => {
          signal.removeEventListener("abort", leave);
          this.#running += 1;
          resolve();
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(waiter);
    });
  }
}
