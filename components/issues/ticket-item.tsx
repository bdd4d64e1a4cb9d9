"use client";

import { CircleCheck, CircleDot, Ellipsis, RefreshCw, Unlink } from "lucide-react";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import type { LinkedTicket } from "#lib/tickets/queries.ts";
import type { TicketActions } from "#components/issues/ticket-actions.ts";

type Props = { ticket: LinkedTicket; actions?: TicketActions };

/** A linked ticket with its status, as far as Debrief was told. */
export function TicketItem({ ticket, actions }: Props) {
  const { id, key, url, title, status, updatedAt, integrationName } = ticket;
  const [pending, start] = useTransition();
  const toast = useToast();
  const isOpen = status === "OPEN";
  const Icon = isOpen ? CircleDot : CircleCheck;
  const run = (work: (linkId: number) => Promise<ActionState>, done: string) =>
    start(async () => {
      const { message } = await work(id);
      if (message === undefined) toast({ title: done });
      else toast({ title: message, tone: "error" });
    });
  return (
    <li className="flex items-start gap-2 text-sm">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", isOpen ? "text-info" : "text-ok")} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="truncate font-mono font-medium hover:text-accent-text hover:underline"
          >
            {key}
          </a>
          <span className="shrink-0 text-muted">{isOpen ? "Open" : "Closed"}</span>
        </p>
        <p className="line-clamp-2 break-words" title={title}>
          {title}
        </p>
        <p className="truncate text-muted">
          {integrationName}, changed <Time at={updatedAt} />
        </p>
      </div>
      {actions && (
        <Menu
          align="end"
          label={`Actions on ${key}`}
          trigger={
            <Button icon size="sm" variant="ghost" loading={pending} aria-label={`Actions on ${key}`}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem
            icon={<RefreshCw aria-hidden />}
            onSelect={() => run(actions.refresh, `${key} is up to date`)}
          >
            Synchronise now
          </MenuItem>
          <MenuItem icon={<Unlink aria-hidden />} onSelect={() => run(actions.unlink, `${key} unlinked`)}>
            Unlink
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
