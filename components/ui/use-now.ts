"use client";

import { useEffect, useState } from "react";

const EVERY_MS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

// One timer for the whole page: a list shows a hundred times.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((one) => one()), EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in milliseconds, refreshed every 15 s; `live` is false until the page is hydrated. */
export function useNow(): { now: number; live: boolean } {
  const [state, setState] = useState(() => ({ now: Date.now(), live: false }));
  useEffect(() => {
    const refresh = () => setState({ now: Date.now(), live: true });
    refresh();
    return subscribe(refresh);
  }, []);
  return state;
}
