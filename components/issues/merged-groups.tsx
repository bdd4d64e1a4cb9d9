"use client";

import { Split } from "lucide-react";
import Link from "next/link";
import { useState, useTransition } from "react";
import { answered } from "#components/issues/comment-actions.ts";
import type { UnmergeAnswer } from "#components/issues/merge-calls.ts";
import { type MergedGroup, unmergePreview } from "#components/issues/merged-preview.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Count } from "#components/ui/count.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  groups: MergedGroup[];
  /** All of them; more than are listed when there are very many. */
  groupCount: number;
  /** null for whoever may not. */
  unmerge: ((groupIds: string[]) => Promise<UnmergeAnswer>) | null;
};

/** The groups of an issue, to be looked at and taken out. */
export function MergedGroups({ groups, groupCount, unmerge }: Props) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [working, startWork] = useTransition();
  const toast = useToast();
  const chosen = groups.filter(({ id }) => selected.has(id));
  const isAll = chosen.length === groupCount;
  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const submit = () =>
    startWork(async () => {
      if (!unmerge) return;
      const answer = await answered(unmerge(chosen.map(({ id }) => id)));
      if (!answer.ok) return toast({ title: "Not unmerged", detail: answer.message, tone: "error" });
      setSelected(new Set());
      const title = answer.changed === 1 ? "Unmerged 1 group" : `Unmerged ${answer.changed} groups`;
      toast({ title, detail: `Now ${answer.shortId}. Merging again takes it back.` });
    });
  return (
    <>
      {unmerge && groupCount > 1 && (
        <div className="mb-2 flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5">
          <Button
            size="sm"
            disabled={chosen.length === 0 || isAll}
            loading={working}
            onClick={submit}
            aria-describedby="unmerge-preview"
          >
            <Split aria-hidden /> Unmerge
          </Button>
          <p
            id="unmerge-preview"
            aria-live="polite"
            className="min-w-0 flex-1 text-sm text-pretty text-muted"
          >
            {unmergePreview(groups, selected, groupCount)}
          </p>
        </div>
      )}
      <Table label="Groups of this issue" className="table-fixed">
        <TableHead>
          {unmerge && groupCount > 1 && (
            <TableHeadCell className="relative w-10 pl-1">
              <span className="sr-only">Select</span>
            </TableHeadCell>
          )}
          <TableHeadCell>Group</TableHeadCell>
          <TableHeadCell numeric className="w-20">
            Events
          </TableHeadCell>
          <TableHeadCell className="w-32 max-md:hidden">Last seen</TableHeadCell>
          <TableHeadCell className="w-32 max-lg:hidden">First seen</TableHeadCell>
          <TableHeadCell className="w-36 max-sm:hidden">From</TableHeadCell>
        </TableHead>
        <tbody>
          {groups.map((group) => (
            <GroupRow
              key={group.id}
              group={group}
              isSelected={selected.has(group.id)}
              onToggle={unmerge && groupCount > 1 ? () => toggle(group.id) : null}
            />
          ))}
        </tbody>
      </Table>
      {groupCount > groups.length && (
        <p className="py-3 text-sm text-muted">
          The {groups.length} with the most events are listed, of {groupCount}.
        </p>
      )}
    </>
  );
}

type RowProps = { group: MergedGroup; isSelected: boolean; onToggle: (() => void) | null };

function GroupRow({ group, isSelected, onToggle }: RowProps) {
  const title = untrustedText(group.title, 200);
  return (
    <TableRow aria-selected={onToggle ? isSelected : undefined}>
      {onToggle && (
        <TableCell className="pl-1">
          <Checkbox aria-label={`Select ${title}`} checked={isSelected} onChange={onToggle} />
        </TableCell>
      )}
      <TableCell>
        {group.eventHref ? (
          <Link
            href={group.eventHref}
            title={title}
            className="block truncate rounded-sm font-medium hover:underline"
          >
            <bdi>{title}</bdi>
          </Link>
        ) : (
          <bdi className="block truncate font-medium" title={title}>
            {title}
          </bdi>
        )}
        <span className="flex items-center gap-2 text-muted">
          <span className="truncate font-mono text-xs" title={group.hash}>
            {group.hash.slice(0, 12)}
          </span>
          <span className="shrink-0 text-xs sm:hidden">{group.isOwn ? "its own" : group.origin}</span>
        </span>
      </TableCell>
      <TableCell numeric>
        <Count value={group.events} unit="events" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-md:hidden">
        <Time at={group.lastSeen} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
        <Time at={group.firstSeen} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        {group.isOwn ? <span className="text-muted">its own</span> : <Badge>{group.origin}</Badge>}
      </TableCell>
    </TableRow>
  );
}
