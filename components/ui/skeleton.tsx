import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

/** A grey bar of the true size of what is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-4 animate-pulse rounded-sm bg-hover", className)} />;
}

/** Wraps skeletons; says once to screen readers what is loading. */
export function Loading({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
