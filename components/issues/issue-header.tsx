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
  actions: ReactNode;
};

const TYPE = /^([\p{L}_$][\p{L}\p{N}_$.\\:]*?): (.+)$/su;

/** What it is, where it comes from, and what can be done about it. */
export function IssueHeader(props: Props) {
  const [, type, value] = TYPE.exec(props.title) ?? [];
  return (
    <header className="grid gap-2 pt-4 pb-3">
      <nav aria-label="Breadcrumbs" className="text-muted flex flex-wrap items-center gap-1 text-sm">
        <Link href={props.listHref} className="hover:text-ink inline-flex min-h-6 items-center rounded-sm">
          Issues
        </Link>
        <ChevronRight aria-hidden className="size-3.5" />
        <span>{props.projectName}</span>
        <ChevronRight aria-hidden className="size-3.5" />
        <CopyText value={props.shortId} label="short id" />
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-2xl font-semibold text-pretty [overflow-wrap:anywhere]">
            <bdi>{untrustedText(type ?? props.title, 300)}</bdi>
          </h1>
          {value && (
            <p className="mt-0.5 line-clamp-3 text-lg text-pretty [overflow-wrap:anywhere]">
              <bdi>{untrustedText(value, 600)}</bdi>
            </p>
          )}
          <p className="text-muted mt-1.5 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <LevelMark level={props.level} />
            {props.unhandled && <Badge tone="error">Unhandled</Badge>}
            {props.culprit && (
              <bdi className="min-w-0 truncate font-mono" title={props.culprit}>
                {untrustedText(props.culprit, 300)}
              </bdi>
            )}
          </p>
        </div>
        {props.actions}
      </div>
    </header>
  );
}
