"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { AREAS, type Area } from "#components/frame/areas.ts";
import { keepFilters } from "#components/frame/filters.ts";
import type { FrameOrganization, FrameUser } from "#components/frame/frame-data.ts";
import { Mark } from "#components/frame/mark.tsx";
import { toggleRail } from "#components/frame/preferences.ts";
import { UserMenu } from "#components/frame/user-menu.tsx";

type Props = { organization: FrameOrganization; user: FrameUser; signOutAction: () => Promise<void> };

/** The areas of the product at the left edge; hidden on phones, where the bottom bar stands in. */
export function Rail({ organization, user, signOutAction }: Props) {
  return (
    <nav
      aria-label="Main"
      className="sticky top-0 hidden h-dvh w-48 shrink-0 flex-col border-r bg-sunken md:flex rail-folded:w-13"
    >
      <div className="flex h-12 items-center justify-between pr-2 pl-3.5 rail-folded:justify-center rail-folded:px-0">
        <Link
          href={`/organizations/${organization.slug}/issues`}
          aria-label="Debrief, issues"
          className="flex items-center gap-2 rounded-sm"
        >
          <Mark />
          <span className="text-lg font-semibold tracking-tight rail-folded:hidden">Debrief</span>
        </Link>
        <Tooltip side="right" text="Fold the side bar">
          <Button
            icon
            size="sm"
            variant="ghost"
            aria-label="Fold the side bar"
            onClick={toggleRail}
            className="rail-folded:hidden"
          >
            <PanelLeftClose aria-hidden />
          </Button>
        </Tooltip>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 py-2">
        {AREAS.filter((area) => !area.foot).map((area) => (
          <RailLink key={area.path} area={area} organization={organization.slug} />
        ))}
        <span className="flex-1" />
        {AREAS.filter((area) => area.foot).map((area) => (
          <RailLink key={area.path} area={area} organization={organization.slug} />
        ))}
      </div>
      <div className="grid gap-0.5 border-t p-2">
        <Tooltip side="right" text="Open the side bar">
          <Button
            variant="ghost"
            icon
            aria-label="Open the side bar"
            onClick={toggleRail}
            className="hidden w-full rail-folded:inline-flex"
          >
            <PanelLeftOpen aria-hidden />
          </Button>
        </Tooltip>
        <UserMenu user={user} signOutAction={signOutAction} />
      </div>
    </nav>
  );
}

function RailLink({ area, organization }: { area: Area; organization: string }) {
  const params = useSearchParams();
  const path = `/organizations/${organization}/${area.path}`;
  const current = useIsCurrent(path);
  const Icon = area.icon;
  return (
    <Link
      href={keepFilters(path, params)}
      title={area.label}
      aria-current={current ? "page" : undefined}
      className="relative flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-line/70 aria-[current]:text-ink rail-folded:justify-center rail-folded:px-0 aria-[current]:[&>svg]:text-accent-text"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate rail-folded:sr-only">{area.label}</span>
    </Link>
  );
}

/** Whether the page in sight belongs to this path. */
export function useIsCurrent(path: string): boolean {
  const pathname = usePathname();
  return pathname === path || pathname.startsWith(`${path}/`);
}
