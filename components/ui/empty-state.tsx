import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  title: string;
  children?: ReactNode;
  icon?: LucideIcon;
  action?: ReactNode;
  /** Usually a CodeBlock: what fills this page. */
  snippet?: ReactNode;
  className?: string;
};

/** Says what this place is, why it is empty, and what fills it. */
export function EmptyState({ title, children, icon: Icon, action, snippet, className }: Props) {
  return (
    <div className={cn("mx-auto grid w-full max-w-xl gap-4 px-4 py-12 sm:py-16", className)}>
      {Icon && <Icon aria-hidden strokeWidth={1.5} className="size-7 text-muted" />}
      <div className="grid gap-1.5">
        <h2 className="text-xl font-semibold">{title}</h2>
        {children && <div className="text-pretty text-muted">{children}</div>}
      </div>
      {snippet}
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
