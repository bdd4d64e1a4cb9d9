import type { ReactNode } from "react";
import { BarChart } from "#components/charts/bar-chart.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CodeLine } from "#components/ui/code-line.tsx";
import { cn } from "#components/ui/cn.ts";
import { Count } from "#components/ui/count.tsx";
import { highlight } from "#components/ui/highlight.ts";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { StatusChip } from "#components/ui/status-chip.tsx";

const HOUR = 3_600_000;
const DAY_START = Date.UTC(2026, 10, 19);
const EVENTS = [0, 0, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 38, 121, 164, 187, 203, 176, 149, 117, 84, 41];
const FIRST_LINE = 41;
const FAILING_LINE = 44;
const SOURCE = `export function orderTotal(cart: Cart, rates: Rates) {
  const lines = cart.items.map(priceOf);
  const subtotal = sum(lines);
  const tax = rates[cart.country].vat * subtotal;
  return { subtotal, tax, total: subtotal + tax };
}`;

/** An issue as the product shows it, made of the product's own parts. */
export async function ExampleIssue({ className }: { className?: string }) {
  const lines = await highlight(SOURCE, "typescript");
  return (
    <figure className={cn("min-w-0", className)}>
      <div className="overflow-hidden rounded-lg border bg-surface text-base shadow-raised">
        <Headline />
        <div className="border-t px-4 pt-3 pb-2 [--canvas:var(--surface)]">
          <BarChart
            label="Events of the example, by hour"
            start={DAY_START}
            interval={HOUR}
            height={72}
            series={[{ name: "Events", values: EVENTS, tone: "neutral" }]}
            markers={[{ at: DAY_START + 14 * HOUR, label: "shop@2.4.1" }]}
          />
        </div>
        <p className="flex flex-wrap items-center gap-x-2 border-t bg-sunken px-4 py-2 text-sm">
          <span className="font-mono font-medium">src/checkout/total.ts</span>
          <span className="text-muted">
            in <span className="font-mono">orderTotal</span> at line {FAILING_LINE}
          </span>
          <Badge className="ml-auto">In app</Badge>
        </p>
        <div
          className="overflow-x-auto border-t font-mono text-sm"
          tabIndex={0}
          role="group"
          aria-label="Source code"
        >
          <ol className="w-max min-w-full py-1.5">
            {lines.map((tokens, index) => (
              <SourceLine key={index} number={FIRST_LINE + index}>
                <CodeLine tokens={tokens} />
              </SourceLine>
            ))}
          </ol>
        </div>
        <p className="border-t px-4 py-2 text-sm text-muted">6 frames of express and node:internal folded</p>
      </div>
      <figcaption className="mt-2.5 text-sm text-muted">An issue in Debrief, with example data.</figcaption>
    </figure>
  );
}

function Headline() {
  return (
    <div className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <LevelMark level="error" />
        <StatusChip status="regressed" />
        <span className="font-mono text-muted">SHOP-1A</span>
      </div>
      <p className="text-lg font-semibold text-pretty break-words">
        TypeError: Cannot read properties of undefined (reading &apos;vat&apos;)
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-muted">
        <Fact name="Events" value={<Count value={1284} />} />
        <Fact name="Users" value={<Count value={317} />} />
        <Fact name="Came back in" value={<span className="font-mono">shop@2.4.1</span>} />
      </dl>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt>{name}</dt>
      <dd className="font-medium text-ink">{value}</dd>
    </div>
  );
}

function SourceLine({ number, children }: { number: number; children: ReactNode }) {
  const failing = number === FAILING_LINE;
  return (
    <li
      className={cn(
        "flex border-l-2 border-transparent pr-4 whitespace-pre",
        failing && "border-brand bg-accent-soft",
      )}
    >
      <span
        className={cn(
          "w-12 shrink-0 pr-4 text-right select-none",
          failing ? "text-accent-text" : "text-muted",
        )}
      >
        {number}
      </span>
      {children}
      {failing && <span className="sr-only"> fails here</span>}
    </li>
  );
}
