"use client";

import { useEffect, useState } from "react";
import { absoluteTime } from "#lib/format/absolute-time.ts";
import { relativeTime, type RelativeStyle } from "#lib/format/relative-time.ts";

type Props = {
  /** Milliseconds since 1970. */
  at: number;
  /** "long": 5 minutes ago (default); "short": 5m. */
  format?: RelativeStyle;
  className?: string;
};

const EVERY = 15_000;

/** A moment, relative and kept fresh; the absolute in the reader's own zone on hover. */
export function Time({ at, format = "long", className }: Props) {
  const [now, setNow] = useState(() => Date.now());
  const [mounted, setMounted] = useState(false);
  useEffect(() => {
    const refresh = () => setNow(Date.now());
    setMounted(true);
    refresh();
    const timer = setInterval(refresh, EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={mounted ? absoluteTime(at) : absoluteTime(at, "UTC")}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(at, now, format)}
    </time>
  );
}
