import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  summary: ReactNode;
  open?: boolean;
  /** Stands at the right end of the summary line. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Native details: works before scripts load and is found by the browser's own search. */
export function Disclosure({ summary, open, aside, className, children }: Props) {
  return (
    <details open={open} className={cn("group/disclosure", className)}>
      <summary className="flex min-h-8 list-none items-center gap-1.5 rounded-sm hover:text-ink">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open/disclosure:rotate-90"
        />
        <span className="min-w-0 flex-1">{summary}</span>
        {aside}
      </summary>
      {children}
    </details>
  );
}
