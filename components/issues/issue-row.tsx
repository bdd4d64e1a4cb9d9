"use client";

import { MessageSquare, UserRound } from "lucide-react";
import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { ActorMark, AssignMenu } from "#components/issues/assign-menu.tsx";
import { IssuePreviewCard, type PreviewIssue } from "#components/issues/issue-preview-card.tsx";
import type { ListItem } from "#components/issues/listed-issue.ts";
import { PriorityMark } from "#components/issues/priority-mark.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { Count } from "#components/ui/count.tsx";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { StatusChip } from "#components/ui/status-chip.tsx";
import { Time } from "#components/ui/time.tsx";
import { counted } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { AssignableActor, IssueChange } from "#lib/issues/schema.ts";

type Props = {
  item: ListItem;
  actors: AssignableActor[];
  selected: boolean;
  focused: boolean;
  /** Some row is selected, so every checkbox shows. */
  selecting: boolean;
  maxTrend: number;
  trendWord: string;
  preview: PreviewIssue;
  onSelect: (selected: boolean) => void;
  onChange: (change: IssueChange) => void;
};

const cell = "px-2 py-1";
const number = `${cell} hidden text-right tabular-nums sm:table-cell`;

/** One issue in 44 px; on phones two lines. */
export function IssueTableRow(props: Props) {
  const { item, selected, focused, selecting, onSelect } = props;
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
            <IssuePreviewCard id={item.id} preview={props.preview}>
              <Link
                href={item.href}
                title={title}
                className="block truncate text-base font-medium outline-offset-0 after:absolute after:inset-0"
              >
                <bdi>{title}</bdi>
              </Link>
            </IssuePreviewCard>
            <p className="truncate text-xs text-muted max-sm:hidden" title={item.culprit}>
              <StatusChip status={item.chip} className="mr-2 h-4 px-1 align-bottom @[40rem]:hidden" />
              {item.comments > 0 && (
                <span
                  className="mr-2 inline-flex items-center gap-0.5 align-bottom"
                  title={counted(item.comments, "comment")}
                >
                  <MessageSquare aria-hidden className="size-3" /> {item.comments}
                  <span className="sr-only">{item.comments === 1 ? "comment" : "comments"}</span>
                </span>
              )}
              <span className="font-mono">{item.shortId}</span>
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
      <td className={cn(cell, "hidden @[40rem]:table-cell")}>
        <span className="flex items-center gap-2">
          <PriorityMark priority={item.priority} />
          <StatusChip status={item.chip} />
        </span>
      </td>
      <td className={cn(cell, "hidden @[52rem]:table-cell")}>
        <Sparkline
          values={item.trend}
          max={props.maxTrend}
          label={`${counted(sum(item.trend), "event")} in ${props.trendWord}`}
        />
      </td>
      <td className={number}>
        <Count value={item.events} unit={item.events === 1 ? "event" : "events"} />
      </td>
      <td className={cn(number, "sm:hidden @[36rem]:table-cell")}>
        <Count value={item.users} unit={item.users === 1 ? "user" : "users"} />
      </td>
      <td className={cn(number, "whitespace-nowrap")}>
        <Time at={item.lastSeen} format="short" className="relative z-10" />
      </td>
      <td className={cn(number, "whitespace-nowrap text-muted sm:hidden @[60rem]:table-cell")}>
        <Time at={item.firstSeen} format="short" className="relative z-10" />
      </td>
      <td className={cn(cell, "hidden w-10 sm:table-cell")}>
        <Owner {...props} />
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

/** Whose it is; a click gives it to somebody else. */
function Owner({ item, actors, onChange }: Props) {
  const { assignee } = item;
  const says = assignee ? `Assigned to ${assignee.name}` : "Assign";
  return (
    <AssignMenu
      actors={actors}
      assignee={assignee}
      onAssign={(chosen) =>
        onChange({ kind: "assign", assignee: chosen && { type: chosen.type, id: chosen.id } })
      }
      trigger={
        <Button icon size="sm" variant="ghost" aria-label={says} title={says} className="relative z-10">
          {assignee ? <ActorMark actor={assignee} /> : <UserRound aria-hidden className="text-muted" />}
        </Button>
      }
    />
  );
}
