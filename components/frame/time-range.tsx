"use client";

import { CalendarClock, ChevronDown } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState, type SubmitEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { timeRange } from "#lib/format/time-range.ts";
import { changeFilters, DEFAULT_PERIOD, PERIODS } from "#components/frame/filters.ts";

/** The page's time range: a period up to now, or from one moment to another. */
export function TimeRange() {
  const params = useSearchParams();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const start = params.get("start");
  const end = params.get("end");
  const chosen = start && end ? undefined : (params.get("statsPeriod") ?? DEFAULT_PERIOD);
  const period = PERIODS.find(({ value }) => value === chosen);
  const go = (changes: Record<string, string[]>) => {
    setOpen(false);
    router.push(changeFilters(params, changes), { scroll: false });
  };
  return (
    <Popover
      label="Time range"
      open={open}
      onOpenChange={setOpen}
      className="p-1"
      trigger={
        <Button className="shrink-0 font-normal max-lg:h-10">
          <CalendarClock aria-hidden className="text-muted max-lg:hidden" />
          <span>{start && end ? <RangeWords start={start} end={end} /> : (period?.label ?? chosen)}</span>
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
    >
      <ul>
        {PERIODS.map(({ value, label, short }) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={value === chosen}
              onClick={() => go({ statsPeriod: [value], start: [], end: [] })}
              className={cn(
                "flex h-8 w-full items-center justify-between rounded-md px-2 -outline-offset-2 hover:bg-hover",
                value === chosen && "font-medium text-accent-text",
              )}
            >
              {label}
              <span className="text-sm text-muted">{short}</span>
            </button>
          </li>
        ))}
      </ul>
      <CustomRange
        start={start}
        end={end}
        onApply={(from, to) => go({ statsPeriod: [], start: [from], end: [to] })}
      />
    </Popover>
  );
}

type CustomProps = {
  start: string | null;
  end: string | null;
  onApply: (start: string, end: string) => void;
};

function CustomRange({ start, end, onApply }: CustomProps) {
  const [error, setError] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = new Date(String(form.get("start")));
    const to = new Date(String(form.get("end")));
    if (from < to) onApply(from.toISOString(), to.toISOString());
    else setError("Start must lie before end.");
  };
  const latest = Date.now();
  return (
    <form onSubmit={submit} className="-mx-1 mt-1 grid gap-3 border-t p-3">
      <Field label="Start">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            name="start"
            required
            defaultValue={localInput(start ? Date.parse(start) : latest - 86_400_000)}
          />
        )}
      </Field>
      <Field label="End" error={error}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            name="end"
            required
            defaultValue={localInput(end ? Date.parse(end) : latest)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary">
        Show this range
      </Button>
    </form>
  );
}

/** Milliseconds as a datetime-local field wants them, in the reader's zone. */
function localInput(at: number): string {
  if (Number.isNaN(at)) return "";
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function RangeWords({ start, end }: { start: string; end: string }) {
  const [zone, setZone] = useState<string | undefined>("UTC");
  useEffect(() => setZone(undefined), []);
  const [from, to] = [Date.parse(start), Date.parse(end)];
  if (Number.isNaN(from) || Number.isNaN(to)) return "Custom range";
  return <span suppressHydrationWarning>{timeRange(from, to, zone)}</span>;
}
