import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { type Level, LevelMark } from "#components/ui/level-mark.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  listHref: string;
  shortId: string;
  projectName: string;
  level: Level;
  unhandled: boolean;
  /** What stands before the first colon of the title, when it is a type. */
  title: string;
  culprit: string;
  /** How it stands, and the buttons; they stay in sight. */
  actions: ReactNode;
};

const TYPE = /^([\p{L}_$][\p{L}\p{N}_$.\\:]*?): (.+)$/su;

/** What it is, where it comes from, how it stands, and what can be done about it. */
export function IssueHeader(props: Props) {
  const [, type, value] = TYPE.exec(props.title) ?? [];
  return (
    <>
      <header className="grid grid-cols-[minmax(0,1fr)] gap-1 pt-4 pb-1">
        <nav aria-label="Breadcrumbs" className="flex flex-wrap items-center gap-1 text-sm text-muted">
          <Link href={props.listHref} className="inline-flex min-h-6 items-center rounded-sm hover:text-ink">
            Issues
          </Link>
          <ChevronRight aria-hidden className="size-3.5" />
          <span>{props.projectName}</span>
          <ChevronRight aria-hidden className="size-3.5" />
          <CopyText value={props.shortId} label="short id" />
        </nav>
        <h1 className="text-2xl font-semibold text-pretty [overflow-wrap:anywhere]">
          <bdi>{untrustedText(type ?? props.title, 300)}</bdi>
        </h1>
        {value && (
          <p className="line-clamp-3 text-lg text-pretty [overflow-wrap:anywhere]">
            <bdi>{untrustedText(value, 600)}</bdi>
          </p>
        )}
        <Facts {...props} />
      </header>
      <div className="sticky top-12 z-20 -mx-4 flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b bg-canvas px-4 py-2 max-sm:static sm:-mx-6 sm:px-6 lg:flex-nowrap min-[112rem]:mx-0 min-[112rem]:px-0">
        {props.actions}
      </div>
    </>
  );
}

/** How bad and where. */
function Facts({ level, unhandled, culprit }: Pick<Props, "level" | "unhandled" | "culprit">) {
  return (
    <p className="mt-1 flex min-w-0 items-center gap-x-3 text-sm text-muted">
      <LevelMark level={level} className="shrink-0" />
      {unhandled && (
        <Badge tone="error" className="shrink-0">
          Unhandled
        </Badge>
      )}
      {culprit && (
        <bdi className="min-w-0 truncate font-mono" title={culprit}>
          {untrustedText(culprit, 300)}
        </bdi>
      )}
    </p>
  );
}
