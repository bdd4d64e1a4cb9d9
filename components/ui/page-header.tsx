import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the right, under the title where both do not fit. */
  actions?: ReactNode;
  breadcrumbs?: { href: string; label: string }[];
  className?: string;
};

/** The page's only h1, with the way back above it. */
export function PageHeader({ title, description, actions, breadcrumbs = [], className }: Props) {
  return (
    <header className={cn("grid gap-2 pt-5 pb-4", className)}>
      {breadcrumbs.length > 0 && (
        <nav aria-label="Breadcrumbs">
          <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
            {breadcrumbs.map((crumb, index) => (
              <li key={crumb.href} className="flex items-center gap-1">
                {index > 0 && <ChevronRight aria-hidden className="size-3.5" />}
                <Link
                  href={crumb.href}
                  className="inline-flex min-h-6 items-center rounded-sm hover:text-ink"
                >
                  {crumb.label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className={cn("min-w-0 flex-1", description ? "basis-64" : "basis-40")}>
          <h1 className="text-2xl font-semibold break-words">{title}</h1>
          {description && <div className="mt-1 max-w-[70ch] text-pretty text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
