import { scaleLinear, scaleUtc } from "d3-scale";
import { exactCount, shortCount } from "#lib/format/count.ts";
import { absoluteTime } from "#lib/format/absolute-time.ts";
import { cn } from "#components/ui/cn.ts";
import { AxisTime } from "#components/charts/axis-time.tsx";
import { ChartCursor } from "#components/charts/chart-cursor.tsx";
import { seriesColor, type ChartMarker, type ChartSeries } from "#components/charts/chart-data.ts";

type Props = {
  /** Names the chart for screen readers, such as "Events over time". */
  label: string;
  /** Begin of the first bucket, and the length of each, in milliseconds. */
  start: number;
  interval: number;
  /** One or two series; two are stacked, the first at the foot. */
  series: ChartSeries[];
  markers?: ChartMarker[];
  /** Height of the plot in pixels. */
  height?: number;
  /** Dragging over the plot sets the page's time range. */
  zoom?: boolean;
  className?: string;
};

/** Counts per time bucket, drawn on the server; hover and zoom come with a thin layer on top. */
export function BarChart({
  label,
  start,
  interval,
  series,
  markers = [],
  height = 120,
  zoom = false,
  className,
}: Props) {
  const buckets = series[0]?.values.length ?? 0;
  const end = start + buckets * interval;
  const totals = Array.from({ length: buckets }, (_, index) => stackedAt(series, index));
  const y = scaleLinear([0, Math.max(4, ...totals)], [0, 100]).nice(4);
  const x = scaleUtc([start, end], [0, 100]);
  const ticks = y.ticks(4).filter(Number.isInteger);
  // A low plot has room for few lines; the scale stays as fine, so that the bars fill it.
  const yTicks = ticks.filter((_, index) => height >= 100 || ticks.length < 4 || index % 2 === 0);
  const shown = markers.filter(({ at }) => at >= start && at < end);
  return (
    <figure aria-label={label} className={cn("min-w-0 text-xs text-muted", className)}>
      {series.length > 1 && <Names series={series} />}
      <div aria-hidden className="grid grid-cols-[minmax(1.75rem,auto)_1fr] gap-x-2">
        <div className="relative text-right tabular-nums" style={{ height }}>
          <span className="invisible">{shortCount(yTicks.at(-1) ?? 0)}</span>
          {yTicks.map((tick) => (
            <span key={tick} className="absolute right-0 translate-y-1/2" style={{ bottom: `${y(tick)}%` }}>
              {shortCount(tick)}
            </span>
          ))}
        </div>
        <div className="relative" style={{ height }}>
          {yTicks.map((tick) => (
            <span key={tick} className="absolute inset-x-0 border-t" style={{ bottom: `${y(tick)}%` }} />
          ))}
          <Bars series={series} buckets={buckets} y={y} />
          {shown.map((marker) => (
            <Marker key={`${marker.at} ${marker.label}`} marker={marker} left={x(marker.at)} />
          ))}
          <ChartCursor start={start} interval={interval} series={series} zoom={zoom} />
        </div>
        <span />
        <div className="relative mt-1 h-4">
          {x.ticks(6).map((tick, index) => (
            <AxisTime
              key={tick.getTime()}
              at={tick.getTime()}
              left={x(tick)}
              span={end - start}
              sparse={index % 2 === 1}
            />
          ))}
        </div>
      </div>
      <ChartTable label={label} start={start} interval={interval} series={series} markers={shown} />
    </figure>
  );
}

function stackedAt(series: ChartSeries[], index: number): number {
  return series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}

function Names({ series }: { series: ChartSeries[] }) {
  return (
    <p className="mb-1.5 flex flex-wrap justify-end gap-x-3">
      {series.map(({ name, tone }) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-[1px]" style={{ background: seriesColor[tone] }} />
          {name}
        </span>
      ))}
    </p>
  );
}

function Bars({
  series,
  buckets,
  y,
}: {
  series: ChartSeries[];
  buckets: number;
  y: (value: number) => number;
}) {
  const gap = buckets > 100 ? 0.1 : 0.22;
  return (
    <svg viewBox={`0 0 ${buckets} 100`} preserveAspectRatio="none" className="absolute inset-0 size-full">
      {series.map(({ name, values, tone }, layer) =>
        values.map((value, index) => {
          if (value <= 0) return null;
          const below = y(stackedAt(series.slice(0, layer), index));
          // A single event among thousands still deserves to be seen.
          const tall = Math.max(1.5, y(value));
          return (
            <rect
              key={`${name} ${index}`}
              x={index + gap / 2}
              y={100 - below - tall}
              width={1 - gap}
              height={tall}
              fill={seriesColor[tone]}
            />
          );
        }),
      )}
    </svg>
  );
}

function Marker({ marker, left }: { marker: ChartMarker; left: number }) {
  return (
    <span className="absolute inset-y-0 border-l border-dashed border-info" style={{ left: `${left}%` }}>
      <span
        className={cn(
          "absolute top-0 max-w-28 truncate bg-canvas px-1 text-info",
          left > 75 ? "right-0" : "left-0",
        )}
      >
        {marker.label}
      </span>
    </span>
  );
}

type TableProps = Required<Pick<Props, "label" | "start" | "interval" | "series" | "markers">>;

/** The same numbers for those who cannot see the bars; empty buckets are left out. */
function ChartTable({ label, start, interval, series, markers }: TableProps) {
  const filled = (series[0]?.values ?? []).flatMap((_, index) =>
    stackedAt(series, index) > 0 ? [index] : [],
  );
  return (
    <div className="sr-only">
      <table>
        <caption>{label}. Times are UTC; empty intervals are left out.</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map((index) => (
            <tr key={index}>
              <th scope="row">{absoluteTime(start + index * interval, "UTC")}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{exactCount(values[index] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {markers.map(({ at, label: text, href }) => (
        <p key={`${at} ${text}`}>
          {href ? <a href={href}>{text}</a> : text}, {absoluteTime(at, "UTC")}
        </p>
      ))}
    </div>
  );
}
