import type { ReactNode } from "react";
import { ExceptionsPanel } from "#components/events/exceptions-panel.tsx";
import { remarksAt } from "#components/events/remarks-at.ts";
import { levelOf } from "#components/issues/issue-status.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Count } from "#components/ui/count.tsx";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { Time } from "#components/ui/time.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { SharedIssue } from "#lib/issues/queries-shared.ts";

/** What happened, how often, and where in the code; nothing about anybody. */
export function SharedIssueView({ issue }: { issue: SharedIssue }) {
  return (
    <>
      <header className="grid grid-cols-[minmax(0,1fr)] gap-1 pt-6 pb-2">
        <p className="text-sm text-muted">Shared by a public link, without what concerns people</p>
        <h1 className="text-2xl font-semibold text-pretty [overflow-wrap:anywhere]">
          <bdi>{untrustedText(issue.title, 600)}</bdi>
        </h1>
        <p className="mt-1 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <LevelMark level={levelOf(issue.level)} />
          {issue.unhandled && <Badge tone="error">Unhandled</Badge>}
          {issue.culprit && (
            <bdi className="min-w-0 font-mono [overflow-wrap:anywhere]">
              {untrustedText(issue.culprit, 300)}
            </bdi>
          )}
        </p>
      </header>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 py-4 sm:flex sm:flex-wrap sm:gap-x-10">
        <Figure term="Events">
          <Count value={issue.events} unit={issue.events === 1 ? "event" : "events"} />
        </Figure>
        <Figure term="Users">
          <Count value={issue.users} unit={issue.users === 1 ? "user" : "users"} />
        </Figure>
        <Figure term="Last seen" release={issue.lastRelease}>
          <Time at={issue.lastSeen} />
        </Figure>
        <Figure term="First seen" release={issue.firstRelease}>
          <Time at={issue.firstSeen} />
        </Figure>
      </dl>
      {issue.exceptions.length > 0 ? (
        <ExceptionsPanel exceptions={issue.exceptions} platform={issue.platform} marks={remarksAt([])} />
      ) : (
        <p className="border-t py-5 text-muted">None of its events has a stack trace.</p>
      )}
    </>
  );
}

type FigureProps = { term: string; release?: string | null; children: ReactNode };

function Figure({ term, release = null, children }: FigureProps) {
  return (
    <div className="min-w-0 sm:min-w-24">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="text-xl font-semibold tabular-nums">{children}</dd>
      {release !== null && (
        <dd className="truncate text-sm text-muted sm:max-w-56" title={release}>
          in <bdi>{release}</bdi>
        </dd>
      )}
    </div>
  );
}
