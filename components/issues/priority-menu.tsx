"use client";

import { SignalHigh, SignalLow, SignalMedium, type LucideIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import type { IssuePriority } from "#lib/issues/schema.ts";

const LOOKS: Readonly<Record<IssuePriority, { word: string; icon: LucideIcon }>> = {
  HIGH: { word: "High", icon: SignalHigh },
  MEDIUM: { word: "Medium", icon: SignalMedium },
  LOW: { word: "Low", icon: SignalLow },
};
const ORDER: readonly IssuePriority[] = ["HIGH", "MEDIUM", "LOW"];

type Props = {
  priority: IssuePriority;
  /** A person chose it. */
  locked: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (priority: IssuePriority) => void;
};

/** How much an issue matters; what a person chose stays. */
export function PriorityMenu({ priority, locked, open, onOpenChange, onChoose }: Props) {
  const { word, icon: Icon } = LOOKS[priority];
  return (
    <Menu
      label="Priority"
      align="end"
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button
          aria-label={`Priority: ${word.toLowerCase()}`}
          aria-keyshortcuts="p"
          title={`Priority: ${word.toLowerCase()}`}
        >
          <Icon aria-hidden className="text-muted" />
          <span className="max-xl:hidden">{word}</span>
        </Button>
      }
    >
      <MenuLabel>{locked ? "Priority, chosen by a person" : "Priority, chosen by Debrief"}</MenuLabel>
      {ORDER.map((one) => {
        const Mark = LOOKS[one].icon;
        return (
          <MenuItem
            key={one}
            icon={<Mark aria-hidden />}
            checked={one === priority}
            onSelect={() => onChoose(one)}
          >
            {LOOKS[one].word}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
