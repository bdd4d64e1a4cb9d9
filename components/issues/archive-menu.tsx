"use client";

import {
  Archive,
  CalendarClock,
  ChevronDown,
  Infinity as Forever,
  Repeat,
  SlidersHorizontal,
  TrendingUp,
  UsersRound,
} from "lucide-react";
import { useRef, useState } from "react";
import { ArchiveDialog } from "#components/issues/archive-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { IssueChange } from "#lib/issues/schema.ts";

export type ArchiveUntil = Extract<IssueChange, { kind: "archive" }>["until"];

type Props = { onArchive: (until: ArchiveUntil) => void; size?: "sm" | "md" };

const DAY_MS = 24 * 3_600_000;

/** Puts an issue out of sight: until it gets worse, until something happens, or for good. */
export function ArchiveMenu({ onArchive, size = "md" }: Props) {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const forDays = (days: number) => onArchive({ until: Date.now() + days * DAY_MS });
  return (
    <>
      <Menu
        label="Archive"
        align="end"
        trigger={
          <Button ref={button} size={size}>
            <Archive aria-hidden className={cn(size === "sm" && "max-sm:hidden")} />
            <span className={cn(size === "md" && "max-sm:sr-only")}>Archive</span>
            <ChevronDown aria-hidden className="text-muted max-sm:hidden" />
          </Button>
        }
      >
        <MenuItem icon={<TrendingUp aria-hidden />} hint="a" onSelect={() => onArchive("escalating")}>
          Until it escalates
        </MenuItem>
        <MenuItem icon={<Forever aria-hidden />} onSelect={() => onArchive("forever")}>
          Forever
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<CalendarClock aria-hidden />} onSelect={() => forDays(1)}>
          For a day
        </MenuItem>
        <MenuItem icon={<CalendarClock aria-hidden />} onSelect={() => forDays(7)}>
          For a week
        </MenuItem>
        <MenuItem icon={<Repeat aria-hidden />} onSelect={() => onArchive({ count: 100 })}>
          Until it happens 100 more times
        </MenuItem>
        <MenuItem icon={<UsersRound aria-hidden />} onSelect={() => onArchive({ userCount: 10 })}>
          Until 10 more users have it
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={() => setAsking(true)}>
          Until something else…
        </MenuItem>
      </Menu>
      <ArchiveDialog open={asking} onOpenChange={setAsking} onArchive={onArchive} returnTo={button} />
    </>
  );
}
