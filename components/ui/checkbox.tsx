"use client";

import { Check, Minus } from "lucide-react";
import { useEffect, useRef, type ComponentProps, type ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = Omit<ComponentProps<"input">, "type"> & {
  /** Visible label; without it give an aria-label. */
  label?: ReactNode;
  hint?: ReactNode;
  /** Some of several are chosen. */
  indeterminate?: boolean;
};

/** A native checkbox with a 24 px target; works in plain forms. */
export function Checkbox({ label, hint, indeterminate = false, className, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className={cn("inline-flex min-h-6 cursor-pointer items-start gap-2", className)}>
      <span className="relative grid size-6 shrink-0 place-items-center">
        <input
          {...rest}
          ref={input}
          type="checkbox"
          className="peer size-4 cursor-pointer appearance-none rounded-sm border border-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:opacity-55"
        />
        {indeterminate ? (
          <Minus aria-hidden strokeWidth={3} className="pointer-events-none absolute size-3 text-on-accent" />
        ) : (
          <Check
            aria-hidden
            strokeWidth={3}
            className="pointer-events-none absolute hidden size-3 text-on-accent peer-checked:block"
          />
        )}
      </span>
      {label !== undefined && (
        <span className="py-0.5">
          {label}
          {hint !== undefined && <span className="block text-sm text-muted">{hint}</span>}
        </span>
      )}
    </label>
  );
}
