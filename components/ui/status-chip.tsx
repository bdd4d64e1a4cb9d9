import { Archive, Check, CircleDot, RotateCcw, Sparkle, TrendingUp, type LucideIcon } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";

export type Status = "new" | "ongoing" | "escalating" | "regressed" | "resolved" | "archived";

const looks: Record<Status, { word: string; tone: Tone; icon: LucideIcon }> = {
  new: { word: "New", tone: "info", icon: Sparkle },
  ongoing: { word: "Ongoing", tone: "neutral", icon: CircleDot },
  escalating: { word: "Escalating", tone: "warning", icon: TrendingUp },
  regressed: { word: "Regressed", tone: "regressed", icon: RotateCcw },
  resolved: { word: "Resolved", tone: "ok", icon: Check },
  archived: { word: "Archived", tone: "archived", icon: Archive },
};

/** An issue's state as icon and word. */
export function StatusChip({ status, className }: { status: Status; className?: string }) {
  const { word, tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {word}
    </Badge>
  );
}
