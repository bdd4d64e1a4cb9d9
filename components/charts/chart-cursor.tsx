"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState, type PointerEvent } from "react";
import { exactCount } from "#lib/format/count.ts";
import { timeRange } from "#lib/format/time-range.ts";
import { changeFilters } from "#components/frame/filters.ts";
import { cn } from "#components/ui/cn.ts";
import { seriesColor, type ChartSeries } from "#components/charts/chart-data.ts";

type Props = { start: number; interval: number; series: ChartSeries[]; zoom: boolean };

/** Shows the bucket under the pointer; with `zoom`, a drag sets the page's time range. */
export function ChartCursor({ start, interval, series, zoom }: Props) {
  const [at, setAt] = useState<number>();
  const [from, setFrom] = useState<number>();
  const router = useRouter();
  const params = useSearchParams();
  const buckets = series[0]?.values.length ?? 0;
  const bucketOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * buckets);
    return Math.min(buckets - 1, Math.max(0, index));
  };
  const leave = () => {
    setAt(undefined);
    setFrom(undefined);
  };
  const finish = (last: number) => {
    setFrom(undefined);
    if (from === undefined || from === last) return;
    const time = (bucket: number) => new Date(start + bucket * interval).toISOString();
    const [first, after] = [Math.min(from, last), Math.max(from, last) + 1];
    router.push(changeFilters(params, { statsPeriod: [], start: [time(first)], end: [time(after)] }), {
      scroll: false,
    });
  };
  return (
    <div
      className={cn("absolute inset-0 touch-pan-y", zoom && "cursor-crosshair")}
      onPointerMove={(event) => setAt(bucketOf(event))}
      onPointerLeave={leave}
      onPointerCancel={leave}
      onPointerDown={(event) => {
        if (zoom && event.button === 0) setFrom(bucketOf(event));
      }}
      onPointerUp={(event) => finish(bucketOf(event))}
    >
      {at !== undefined && (
        <>
          <Band from={from ?? at} to={at} buckets={buckets} />
          <Reading at={at} start={start} interval={interval} series={series} />
        </>
      )}
    </div>
  );
}

function Band({ from, to, buckets }: { from: number; to: number; buckets: number }) {
  const first = Math.min(from, to);
  const width = Math.abs(to - from) + 1;
  return (
    <span
      className="pointer-events-none absolute inset-y-0 bg-ink/10"
      style={{ left: `${(first / buckets) * 100}%`, width: `${(width / buckets) * 100}%` }}
    />
  );
}

function Reading({ at, start, interval, series }: Omit<Props, "zoom"> & { at: number }) {
  const buckets = series[0]?.values.length ?? 1;
  const right = at > buckets / 2;
  const edge = right ? ((buckets - at) / buckets) * 100 : ((at + 1) / buckets) * 100;
  const time = start + at * interval;
  return (
    <div
      className="pointer-events-none absolute top-0 z-10 mx-1.5 rounded-md border bg-raised px-2 py-1 text-xs whitespace-nowrap text-ink shadow-raised"
      style={right ? { right: `${edge}%` } : { left: `${edge}%` }}
    >
      <p className="text-muted tabular-nums">{timeRange(time, time + interval)}</p>
      {series.map(({ name, values, tone }) => (
        <p key={name} className="flex items-center gap-1.5">
          <span className="size-2 rounded-[1px]" style={{ background: seriesColor[tone] }} />
          <span className="flex-1">{name}</span>
          <span className="pl-3 font-medium tabular-nums">{exactCount(values[at] ?? 0)}</span>
        </p>
      ))}
    </div>
  );
}
