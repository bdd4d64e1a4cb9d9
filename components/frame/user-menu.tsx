"use client";

import { LogOut } from "lucide-react";
import { startTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import type { FrameUser } from "#components/frame/frame-data.ts";
import { ThemeItems } from "#components/frame/theme-menu.tsx";

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ user, signOutAction }: { user: FrameUser; signOutAction: () => Promise<void> }) {
  const name = user.name ?? user.email;
  return (
    <Menu
      side="top"
      label="Account"
      className="w-60"
      trigger={
        <button
          type="button"
          className="flex h-9 w-full items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover aria-expanded:bg-hover rail-folded:justify-center rail-folded:px-0"
        >
          <Avatar name={name} size="md" />
          <span className="sr-only">Account of</span>
          <span className="min-w-0 flex-1 truncate rail-folded:sr-only">{name}</span>
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-sm text-muted">{user.email}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <ThemeItems />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => startTransition(signOutAction)}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
