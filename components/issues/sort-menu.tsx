"use client";

import { ArrowDownWideNarrow, ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink } from "#components/ui/menu.tsx";
import type { IssueSort } from "#lib/issues/schema.ts";

const WORDS: Readonly<Record<IssueSort, { label: string; hint: string }>> = {
  last_seen: { label: "Last seen", hint: "newest event" },
  first_seen: { label: "Age", hint: "newest issue" },
  trends: { label: "Trend", hint: "rising most" },
  events: { label: "Events", hint: "most" },
  users: { label: "Users", hint: "most" },
  priority: { label: "Priority", hint: "high first" },
};

type Props = { current: IssueSort; hrefs: Readonly<Record<string, string>> };

const isSort = (name: string): name is IssueSort => name in WORDS;

/** The order of the list, also the orders that no column heads. */
export function SortMenu({ current, hrefs }: Props) {
  return (
    <Menu
      label="Order"
      align="end"
      trigger={
        <Button aria-label={`Order: ${WORDS[current].label}`} className="max-sm:h-10">
          <ArrowDownWideNarrow aria-hidden />
          <span className="max-sm:hidden">{WORDS[current].label}</span>
          <ChevronDown aria-hidden className="text-muted max-sm:hidden" />
        </Button>
      }
    >
      {Object.keys(WORDS)
        .filter(isSort)
        .map((sort) => (
          <MenuLink key={sort} href={hrefs[sort] ?? "?"} hint={WORDS[sort].hint} current={sort === current}>
            {WORDS[sort].label}
          </MenuLink>
        ))}
    </Menu>
  );
}
