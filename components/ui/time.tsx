"use client";

import { absoluteTime } from "#lib/format/absolute-time.ts";
import { relativeTime, type RelativeStyle } from "#lib/format/relative-time.ts";
import { useNow } from "#components/ui/use-now.ts";

type Props = {
  /** Milliseconds since 1970. */
  at: number;
  /** "long": 5 minutes ago (default); "short": 5m. */
  format?: RelativeStyle;
  className?: string;
};

/** A moment, relative and kept fresh; the absolute in the reader's own zone on hover. */
export function Time({ at, format = "long", className }: Props) {
  const { now, live } = useNow();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={live ? absoluteTime(at) : absoluteTime(at, "UTC")}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(at, now, format)}
    </time>
  );
}
