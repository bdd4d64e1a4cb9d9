import { cn } from "#components/ui/cn.ts";

type Props = {
  values: number[];
  /** The largest value of the whole column, so that rows compare. */
  max: number;
  /** Says the same in words, such as "12 events in 24 hours". */
  label: string;
  /** Pixels. */
  width?: number;
  height?: number;
  className?: string;
};

/** A row of bars without axes. */
export function Sparkline({ values, max, label, width = 96, height = 24, className }: Props) {
  const step = width / Math.max(1, values.length);
  const gap = step > 3 ? 1 : 0;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className={cn("block text-muted", className)}
    >
      <rect y={height - 1} width={width} height="1" fill="var(--line)" />
      {values.map((value, index) => {
        const tall = value > 0 ? Math.max(2, (value / Math.max(1, max)) * height) : 0;
        return (
          <rect
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(0.5, step - gap)}
            height={tall}
            fill="currentColor"
          />
        );
      })}
    </svg>
  );
}
