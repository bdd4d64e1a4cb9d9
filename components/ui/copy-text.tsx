"use client";

import { Check, Copy } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { useCopy } from "#components/ui/use-copy.ts";

type Props = {
  /** What is copied. */
  value: string;
  /** What is shown; the value when left out. Truncated in the middle when space is short. */
  text?: string;
  /** Names the value, such as "event id". */
  label: string;
  className?: string;
};

const TAIL = 8;

/** An id or long value in mono that copies on click. */
export function CopyText({ value, text = value, label, className }: Props) {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={`Copy ${label}: ${value}`}
      aria-label={copied ? `Copied ${label}` : `Copy ${label} ${text}`}
      onClick={() => copy(value)}
      className={cn(
        "group/copy inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm text-left font-mono text-sm hover:text-accent-text",
        className,
      )}
    >
      <span className="flex min-w-0 whitespace-pre">
        <span className="truncate">{text.slice(0, -TAIL)}</span>
        <span>{text.slice(-TAIL)}</span>
      </span>
      <Icon
        aria-hidden
        className={cn(
          "size-3.5 shrink-0",
          copied ? "text-ok" : "opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100",
        )}
      />
    </button>
  );
}
