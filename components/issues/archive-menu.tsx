"use client";

import { Archive, ChevronDown, Infinity as Forever, TrendingUp } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Menu, MenuItem } from "#components/ui/menu.tsx";

type Props = { onArchive: (until: "escalating" | "forever") => void; size?: "sm" | "md" };

/** Puts an issue out of sight, until it gets worse or for good. */
export function ArchiveMenu({ onArchive, size = "md" }: Props) {
  return (
    <Menu
      label="Archive"
      align="end"
      trigger={
        <Button size={size}>
          <Archive aria-hidden className={cn(size === "sm" && "max-sm:hidden")} /> Archive{" "}
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
    </Menu>
  );
}
