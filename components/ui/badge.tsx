import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { toneSoft, type Tone } from "#components/ui/tone.ts";

type Props = { tone?: Tone; icon?: LucideIcon; title?: string; className?: string; children: ReactNode };

/** A short word on a soft ground, such as an environment or a role. */
export function Badge({ tone = "neutral", icon: Icon, title, className, children }: Props) {
  return (
    <span
      title={title}
      className={cn(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap",
        toneSoft[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
