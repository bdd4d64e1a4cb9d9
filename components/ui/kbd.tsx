import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

/** A key on the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded-sm border border-b-2 bg-surface px-1 font-sans text-xs text-muted",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
