"use client";

import { Check, ChevronDown } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import * as Radix from "radix-ui/dropdown-menu";
import { useOptimistic, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { changeFilters } from "#components/frame/filters.ts";

type Props = {
  /** The name in the URL; repeated for several values. */
  param: string;
  label: string;
  all: string;
  /** Plural of what is chosen, as in "3 projects". */
  many: string;
  options: { value: string; label: string }[];
};

/** Chooses any number of values of one filter; stays open while choosing. */
export function FilterMenu({ param, label, all, many, options }: Props) {
  const params = useSearchParams();
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [chosen, choose] = useOptimistic(params.getAll(param));
  const only = chosen.length === 1 ? options.find(({ value }) => value === chosen[0]) : undefined;
  const text =
    chosen.length === 0
      ? all
      : (only?.label ?? (chosen.length === 1 ? chosen[0] : `${chosen.length} ${many}`));
  const set = (values: string[]) =>
    startTransition(() => {
      choose(values);
      router.push(changeFilters(params, { [param]: values }), { scroll: false });
    });
  const toggle = (value: string) =>
    set(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>
        <Button aria-label={`${label}: ${text}`} className="min-w-0 shrink font-normal max-lg:h-10">
          <span className="max-w-40 truncate">{text}</span>
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-52 animate-appear overflow-y-auto rounded-lg border bg-raised p-1 shadow-raised"
        >
          <FilterRow label={all} checked={chosen.length === 0} onSelect={() => set([])} />
          {options.length > 0 && <Radix.Separator className="-mx-1 my-1 h-px bg-line" />}
          {options.map((option) => (
            <FilterRow
              key={option.value}
              label={option.label}
              checked={chosen.includes(option.value)}
              onSelect={() => toggle(option.value)}
            />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function FilterRow({ label, checked, onSelect }: { label: string; checked: boolean; onSelect: () => void }) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onSelect={(event) => {
        event.preventDefault();
        onSelect();
      }}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-hover"
    >
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {checked && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
    </Radix.CheckboxItem>
  );
}
