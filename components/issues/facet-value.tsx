"use client";

import { Check, CircleSlash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { cn } from "#components/ui/cn.ts";
import { exactCount } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  name: string;
  value: string;
  count: number;
  percent: number;
  isOn: boolean;
  /** Adds the value to the search, or takes it away. */
  href: string;
  /** Excludes the value. */
  notHref: string;
};

function percentText(percent: number): string {
  if (percent > 0 && percent < 1) return "<1%";
  return percent > 99 && percent < 100 ? ">99%" : `${Math.round(percent)}%`;
}

/** One value of a tag: a click narrows to it and a second takes that back; with Alt, or by its button, it is excluded. */
export function FacetValue({ name, value, count, percent, isOn, href, notHref }: Props) {
  const router = useRouter();
  const text = untrustedText(value, 200);
  const events = `${exactCount(count)} ${count === 1 ? "event" : "events"}`;
  return (
    <li className="group/value relative flex min-h-7 items-center rounded-sm hover:bg-hover/60 sm:min-h-6">
      <span
        aria-hidden
        className={cn("absolute inset-y-px left-0 rounded-sm", isOn ? "bg-accent-soft" : "bg-hover")}
        style={{ width: `${Math.max(1, percent)}%` }}
      />
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        title={`${text}: ${events}`}
        onClick={(event) => {
          if (!event.altKey) return;
          event.preventDefault();
          router.push(notHref, { scroll: false });
        }}
        className="relative flex min-h-6 min-w-0 flex-1 items-center gap-1.5 rounded-sm px-1.5 hover:text-accent-text"
      >
        {isOn && <Check aria-hidden className="size-3.5 shrink-0 text-accent-text" />}
        <span className="sr-only">{`${isOn ? "Stop asking for" : "Only"} ${untrustedText(name, 100)} `}</span>
        <bdi className={cn("min-w-0 flex-1 truncate", isOn && "font-medium")}>{text}</bdi>
        <span className="sr-only">{`: ${events} `}</span>
        <span className="text-muted tabular-nums [@media(hover:hover)]:group-focus-within/value:invisible [@media(hover:hover)]:group-hover/value:invisible">
          {percentText(percent)}
        </span>
      </Link>
      <Link
        href={notHref}
        prefetch={false}
        scroll={false}
        title={`Not ${text}`}
        aria-label={`Exclude ${untrustedText(name, 100)} ${text}`}
        className="relative grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:text-ink [@media(hover:hover)]:absolute [@media(hover:hover)]:right-0 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-focus-within/value:opacity-100 [@media(hover:hover)]:group-hover/value:opacity-100"
      >
        <CircleSlash2 aria-hidden className="size-3.5" />
      </Link>
    </li>
  );
}
