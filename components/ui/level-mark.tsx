import { Bug, CircleAlert, Info, OctagonX, TriangleAlert, type LucideIcon } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { toneText, type Tone } from "#components/ui/tone.ts";

export type Level = "fatal" | "error" | "warning" | "info" | "debug";

const looks: Record<Level, { word: string; tone: Tone; icon: LucideIcon }> = {
  fatal: { word: "Fatal", tone: "fatal", icon: OctagonX },
  error: { word: "Error", tone: "error", icon: CircleAlert },
  warning: { word: "Warning", tone: "warning", icon: TriangleAlert },
  info: { word: "Info", tone: "info", icon: Info },
  debug: { word: "Debug", tone: "neutral", icon: Bug },
};

/** A level as icon and word; `compact` shows the icon and keeps the word for screen readers and hover. */
export function LevelMark({
  level,
  compact = false,
  className,
}: {
  level: Level;
  compact?: boolean;
  className?: string;
}) {
  const { word, tone, icon: Icon } = looks[level];
  return (
    <span
      title={compact ? word : undefined}
      className={cn("inline-flex items-center gap-1 text-sm font-medium", toneText[tone], className)}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={compact ? "sr-only" : undefined}>{word}</span>
    </span>
  );
}
