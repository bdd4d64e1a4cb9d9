"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

const group = "inline-flex rounded-md border border-control/60 bg-sunken p-0.5";
const segment =
  "flex h-6 min-w-6 items-center justify-center gap-1 rounded-sm px-2 text-sm font-medium text-muted transition-colors hover:text-ink outline-offset-0 [&_svg]:size-4";
const chosen = "bg-surface text-ink ring-1 ring-control/60";

type Props<T extends string> = {
  label: string;
  options: { value: T; label: ReactNode }[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
};

/** One of a few, changed in place. */
export function SegmentedControl<T extends string>({ label, options, value, onChange, className }: Props<T>) {
  return (
    <div role="group" aria-label={label} className={cn(group, className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(segment, option.value === value && chosen)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

type LinkProps = {
  label: string;
  options: { href: string; label: ReactNode; current: boolean }[];
  className?: string;
};

/** One of a few, kept in the URL. */
export function SegmentedLinks({ label, options, className }: LinkProps) {
  return (
    <nav aria-label={label} className={cn(group, className)}>
      {options.map((option) => (
        <Link
          key={option.href}
          href={option.href}
          scroll={false}
          aria-current={option.current ? "true" : undefined}
          className={cn(segment, option.current && chosen)}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
