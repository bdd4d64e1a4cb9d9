"use client";

import { UserRound } from "lucide-react";
import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { ActorMark } from "#components/issues/assign-menu.tsx";
import type { ListItem } from "#components/issues/listed-issue.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { Count } from "#components/ui/count.tsx";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { StatusChip } from "#components/ui/status-chip.tsx";
import { Time } from "#components/ui/time.tsx";
import { counted } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  item: ListItem;
  selected: boolean;
  focused: boolean;
  /** Some row is selected, so every checkbox shows. */
  selecting: boolean;
  maxTrend: number;
  trendWord: string;
  onSelect: (selected: boolean) => void;
};

const cell = "px-2 py-1";
const number = `${cell} hidden text-right tabular-nums sm:table-cell`;

/** One issue in 44 px; on phones two lines. */
export function IssueTableRow({ item, selected, focused, selecting, maxTrend, trendWord, onSelect }: Props) {
  const title = untrustedText(item.title, 300);
  return (
    <tr
      data-issue={item.id}
      aria-selected={selected}
      aria-current={focused ? "true" : undefined}
      className={cn(
        "group/row relative h-11 scroll-mt-8 border-b focus-within:bg-hover hover:bg-hover aria-selected:bg-accent-soft",
        focused && "bg-hover shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <td className="relative z-10 w-8 pl-1 align-middle">
        <Checkbox
          aria-label={`Select ${item.shortId}`}
          checked={selected}
          onChange={(event) => onSelect(event.currentTarget.checked)}
          className={cn(
            "sm:opacity-0 sm:group-hover/row:opacity-100 sm:focus-within:opacity-100",
            (selecting || focused) && "sm:opacity-100",
          )}
        />
      </td>
      <td className={cn(cell, "w-full max-w-0")}>
        <div className="flex min-w-0 items-center gap-2">
          <LevelMark level={item.level} compact />
          <div className="min-w-0 flex-1">
            <Link
              href={item.href}
              title={title}
              className="block truncate text-base font-medium outline-offset-0 after:absolute after:inset-0"
            >
              <bdi>{title}</bdi>
            </Link>
            <p className="truncate text-xs text-muted max-sm:hidden" title={item.culprit}>
              {item.projectSlug}
              {item.culprit && (
                <>
                  {" · "}
                  <bdi>{untrustedText(item.culprit, 200)}</bdi>
                </>
              )}
            </p>
            <PhoneLine item={item} />
          </div>
        </div>
      </td>
      <td className={cn(cell, "hidden whitespace-nowrap text-muted xl:table-cell")}>
        <span className="font-mono text-xs">{item.shortId}</span>
      </td>
      <td className={cn(cell, "hidden sm:table-cell")}>
        <StatusChip status={item.chip} />
      </td>
      <td className={cn(cell, "hidden md:table-cell")}>
        <Sparkline
          values={item.trend}
          max={maxTrend}
          label={`${counted(sum(item.trend), "event")} in ${trendWord}`}
        />
      </td>
      <td className={number}>
        <Count value={item.events} unit={item.events === 1 ? "event" : "events"} />
      </td>
      <td className={number}>
        <Count value={item.users} unit={item.users === 1 ? "user" : "users"} />
      </td>
      <td className={cn(number, "whitespace-nowrap")}>
        <Time at={item.lastSeen} format="short" className="relative z-10" />
      </td>
      <td className={cn(number, "whitespace-nowrap text-muted sm:max-lg:hidden lg:table-cell")}>
        <Time at={item.firstSeen} format="short" className="relative z-10" />
      </td>
      <td className={cn(cell, "hidden w-10 sm:table-cell")}>
        <Owner item={item} />
      </td>
    </tr>
  );
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function PhoneLine({ item }: { item: ListItem }) {
  return (
    <div className="flex min-w-0 items-center gap-2 text-xs text-muted sm:hidden">
      <StatusChip status={item.chip} className="h-4 shrink-0 px-1" />
      <span className="shrink-0 tabular-nums">{counted(item.events, "event")}</span>
      <Time at={item.lastSeen} format="short" className="shrink-0" />
      <bdi className="truncate">{untrustedText(item.culprit, 120)}</bdi>
    </div>
  );
}

function Owner({ item: { assignee } }: { item: ListItem }) {
  if (!assignee)
    return (
      <span title="Unassigned" className="flex justify-center text-muted">
        <UserRound aria-hidden className="size-4 opacity-60" />
        <span className="sr-only">Unassigned</span>
      </span>
    );
  return (
    <span title={`Assigned to ${assignee.name}`} className="flex justify-center">
      <ActorMark actor={assignee} />
      <span className="sr-only">{assignee.name}</span>
    </span>
  );
}
