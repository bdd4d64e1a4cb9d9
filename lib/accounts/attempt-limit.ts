// How often something may be tried, per key, within a window. Kept in this process: there is one that signs
// people in, and a restart forgiving a few attempts harms nobody.

type Window = { count: number; endsAt: number };

export type AttemptLimit = {
  /** Counts one attempt. Returns the milliseconds to wait; 0 when it may go ahead. */
  attempt: (key: string, now?: number) => number;
  /** Forgets the attempts of a key, after a success. */
  forget: (key: string) => void;
};

const MOST_KEYS = 10_000;

/** At most `most` attempts per key in `windowMs`. */
export function attemptLimit(most: number, windowMs: number): AttemptLimit {
  const windows = new Map<string, Window>();
  return {
    attempt(key, now = Date.now()) {
      const window = windows.get(key);
      if (window && window.endsAt > now) {
        window.count++;
        return window.count > most ? window.endsAt - now : 0;
      }
      windows.delete(key);
      // Maps keep insertion order, and all windows are equally long: the first one ends first.
      if (windows.size >= MOST_KEYS)
        for (const oldest of windows.keys()) {
          windows.delete(oldest);
          break;
        }
      windows.set(key, { count: 1, endsAt: now + windowMs });
      return 0;
    },
    forget: (key) => void windows.delete(key),
  };
}
