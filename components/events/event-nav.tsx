"use client";

import { Braces, ChevronLeft, ChevronRight, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { SegmentedLinks } from "#components/ui/segmented-control.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { exactCount } from "#lib/format/count.ts";

type Props = {
  eventId: string;
  at: number;
  /** Null for an event that the search does not find. */
  position: number | null;
  total: number;
  hrefs: {
    recommended: string;
    oldest: string;
    previous: string | null;
    next: string | null;
    latest: string;
    json: string;
  };
  /** Which link led here. */
  current: "recommended" | "oldest" | "latest" | null;
  permalink: string;
};

/** Which event is shown, and the ways to the others. */
export function EventNav({ eventId, at, position, total, hrefs, current, permalink }: Props) {
  const toast = useToast();
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(new URL(permalink, window.location.origin).href);
      toast({ title: "Link copied" });
    } catch {
      toast({ title: "The browser did not allow copying", tone: "error" });
    }
  };
  return (
    <nav
      aria-label="Events of this issue"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t py-2 text-sm"
    >
      <SegmentedLinks
        label="Choose an event"
        options={[
          { href: hrefs.recommended, label: "Recommended", current: current === "recommended" },
          { href: hrefs.latest, label: "Latest", current: current === "latest" },
          { href: hrefs.oldest, label: "First", current: current === "oldest" },
        ]}
      />
      <div className="flex items-center gap-0.5">
        <Step href={hrefs.previous} label="Previous event" icon={<ChevronLeft aria-hidden />} />
        <span className="px-1 text-muted tabular-nums">
          {position === null ? "Not in the search" : `${exactCount(position)} of ${exactCount(total)}`}
        </span>
        <Step href={hrefs.next} label="Next event" icon={<ChevronRight aria-hidden />} />
      </div>
      <span className="flex min-w-0 items-center gap-2 text-muted">
        <Time at={at} />
        <CopyText value={eventId} text={eventId.slice(0, 8)} label="event id" />
      </span>
      <span className="ml-auto flex items-center gap-0.5">
        <Button
          icon
          size="sm"
          variant="ghost"
          aria-label="Copy link to this event"
          title="Copy link to this event"
          onClick={() => void copyLink()}
        >
          <Link2 aria-hidden />
        </Button>
        <ButtonLink
          icon
          size="sm"
          variant="ghost"
          href={hrefs.json}
          aria-label="Event as JSON"
          title="Event as JSON"
        >
          <Braces aria-hidden />
        </ButtonLink>
      </span>
    </nav>
  );
}

function Step({ href, label, icon }: { href: string | null; label: string; icon: ReactNode }) {
  if (href === null)
    return (
      <Button icon size="sm" variant="ghost" disabled aria-label={label}>
        {icon}
      </Button>
    );
  return (
    <ButtonLink icon size="sm" variant="ghost" href={href} scroll={false} aria-label={label} title={label}>
      {icon}
    </ButtonLink>
  );
}
