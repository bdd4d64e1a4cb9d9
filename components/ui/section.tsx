import { useId, type ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Anchor of the section in the page's address. */
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A heading (h2) and what belongs to it, set off by a hairline. */
export function Section({ title, description, actions, id, className, children }: Props) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={cn("border-t py-5", className)}>
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={heading} className="text-lg font-semibold">
            {title}
          </h2>
          {description && <div className="max-w-[70ch] text-sm text-pretty text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
