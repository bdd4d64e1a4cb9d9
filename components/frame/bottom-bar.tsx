"use client";

import { LogOut, Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Sheet, SheetClose } from "#components/ui/sheet.tsx";
import { AREAS, type Area } from "#components/frame/areas.ts";
import { keepFilters } from "#components/frame/filters.ts";
import type { FrameData } from "#components/frame/frame-data.ts";
import { chooseTheme, currentTheme, type Theme } from "#components/frame/preferences.ts";
import { useIsCurrent } from "#components/frame/rail.tsx";
import { THEMES } from "#components/frame/theme-menu.tsx";

type Props = Pick<FrameData, "organization" | "user"> & { signOutAction: () => Promise<void> };

/** The rail's stand-in on phones. */
export function BottomBar({ organization, user, signOutAction }: Props) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {AREAS.filter((area) => !area.foot).map((area) => (
        <BarLink key={area.path} area={area} organization={organization.slug} />
      ))}
      <Sheet
        title="More"
        trigger={
          <button type="button" className={item}>
            <MenuIcon aria-hidden className="size-5" />
            More
          </button>
        }
      >
        <More organization={organization} user={user} signOutAction={signOutAction} />
      </Sheet>
    </nav>
  );
}

const item =
  "flex h-14 flex-col items-center justify-center gap-0.5 text-xs font-medium text-muted -outline-offset-2 aria-[current]:text-ink aria-[current]:[&>svg]:text-accent-text";

function BarLink({ area, organization }: { area: Area; organization: string }) {
  const params = useSearchParams();
  const path = `/organizations/${organization}/${area.path}`;
  const current = useIsCurrent(path);
  const Icon = area.icon;
  return (
    <Link href={keepFilters(path, params)} aria-current={current ? "page" : undefined} className={item}>
      <Icon aria-hidden className="size-5" />
      {area.label}
    </Link>
  );
}

function More({ organization, user, signOutAction }: Props) {
  const params = useSearchParams();
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const name = user.name ?? user.email;
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3">
        <Avatar name={name} size="md" />
        <div className="min-w-0">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-sm text-muted">{user.email}</p>
        </div>
      </div>
      <ul className="grid">
        {AREAS.filter((area) => area.foot).map(({ path, label, icon: Icon }) => (
          <li key={path}>
            <SheetClose>
              <Link
                href={keepFilters(`/organizations/${organization.slug}/${path}`, params)}
                className="flex h-11 items-center gap-3 border-y"
              >
                <Icon aria-hidden className="size-5 text-muted" />
                {label}
              </Link>
            </SheetClose>
          </li>
        ))}
      </ul>
      <div className="flex items-center justify-between gap-3">
        <span>Theme</span>
        <SegmentedControl
          label="Theme"
          value={theme}
          options={THEMES.map(({ value, label }) => ({
            value,
            label: value === "system" ? "System" : label,
          }))}
          onChange={(value) => {
            chooseTheme(value);
            setTheme(value);
          }}
        />
      </div>
      <form action={signOutAction}>
        <Button type="submit" className="h-10 w-full">
          <LogOut aria-hidden /> Sign out
        </Button>
      </form>
    </div>
  );
}
