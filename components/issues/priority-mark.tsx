import { SignalHigh, SignalLow, SignalMedium, type LucideIcon } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import type { IssuePriority } from "#lib/issues/schema.ts";

const LOOKS: Readonly<Record<IssuePriority, { icon: LucideIcon; word: string; tone: string }>> = {
  HIGH: { icon: SignalHigh, word: "High", tone: "text-ink" },
  MEDIUM: { icon: SignalMedium, word: "Medium", tone: "text-muted" },
  LOW: { icon: SignalLow, word: "Low", tone: "text-muted" },
};

/** How urgent an issue is, as bars; the word is there for screen readers and on hover. */
export function PriorityMark({ priority }: { priority: IssuePriority }) {
  const { icon: Icon, word, tone } = LOOKS[priority];
  return (
    <span title={`${word} priority`} className={cn("relative z-10 inline-flex shrink-0", tone)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{word} priority</span>
    </span>
  );
}
