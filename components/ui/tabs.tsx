"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import { Count } from "#components/ui/count.tsx";

export type TabLink = { href: string; label: string; count?: number; current: boolean };

/**
 * Views of one page as links; `label` names the group for screen readers. Where there is no room for all, they scroll
 * and the current one is brought into sight.
 */
export function Tabs({ label, tabs, className }: { label: string; tabs: TabLink[]; className?: string }) {
  const nav = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.href;
  useEffect(() => {
    const tab = nav.current?.querySelector("[aria-current]");
    if (!nav.current || !tab) return;
    const [frame, box] = [nav.current.getBoundingClientRect(), tab.getBoundingClientRect()];
    nav.current.scrollLeft += box.left + box.width / 2 - (frame.left + frame.width / 2);
  }, [current]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={cn("[scrollbar-width:none] overflow-x-auto border-b", className)}
    >
      <ul className="flex min-w-max gap-1 max-sm:gap-0">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2.5 font-medium text-muted -outline-offset-2 transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:text-ink max-sm:px-1.5"
            >
              {tab.label}
              {tab.count !== undefined && (
                <Count value={tab.count} className="rounded-sm bg-hover px-1 text-xs text-muted" />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
