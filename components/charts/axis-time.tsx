"use client";

import { useEffect, useState } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  at: number;
  /** Percent from the left. */
  left: number;
  /** Milliseconds that the whole axis covers; decides between hours and days. */
  span: number;
  /** Left out where the axis is narrow. */
  sparse: boolean;
};

const TWO_DAYS = 172_800_000;

/** A label under a chart, in the reader's zone once the page is alive (UTC before). */
export function AxisTime({ at, left, span, sparse }: Props) {
  const [zone, setZone] = useState<string | undefined>("UTC");
  useEffect(() => setZone(undefined), []);
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    ...(span > TWO_DAYS ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" }),
  });
  return (
    <span
      className={cn(
        "absolute -translate-x-1/2 whitespace-nowrap tabular-nums",
        left < 4 && "translate-x-0",
        left > 96 && "-translate-x-full",
        sparse && "max-sm:hidden",
      )}
      style={{ left: `${left}%` }}
      suppressHydrationWarning
    >
      {format.format(at)}
    </span>
  );
}
