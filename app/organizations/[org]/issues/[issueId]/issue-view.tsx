import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { EventContentSkeleton } from "#components/events/event-content-skeleton.tsx";
import { ActivityList } from "#components/issues/activity-list.tsx";
import { IssueActions } from "#components/issues/issue-actions.tsx";
import { IssueHeader } from "#components/issues/issue-header.tsx";
import { IssueNumbers, IssueNumbersSkeleton } from "#components/issues/issue-numbers.tsx";
import { chipOf, levelOf } from "#components/issues/issue-status.ts";
import { TagDistributions } from "#components/issues/tag-distributions.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import type { WhichEvent } from "#lib/events/queries.ts";
import { assignableActors, issueActivity } from "#lib/issues/queries-activity.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { issueStats, issueTotals } from "#lib/issues/queries-stats.ts";
import { issueTags } from "#lib/issues/queries-tags.ts";
import { updateIssuesAction } from "../actions.ts";
import { addressWith, readEnvironments, readTimeRange, type SearchParams } from "../filters.ts";
import { Conditions } from "./conditions.tsx";
import { Impact } from "./impact.tsx";
import { IssueEvent, placeOf } from "./issue-event.tsx";
import { loadEvent, loadIsCountedOnly, loadIssue } from "./load-issue.ts";
import { Owners } from "./owners.tsx";
import type { PanelProps } from "./panel-props.ts";
import { tagHref } from "./tag-href.ts";
import { Tickets } from "./tickets.tsx";

export type IssueViewProps = {
  org: string;
  issueId: string;
  which: WhichEvent;
  searchParams: Promise<SearchParams>;
};

export async function issueMetadata(org: string, issueId: string): Promise<Metadata> {
  const { issue } = await loadIssue(org, issueId);
  return { title: `${issue.shortId}: ${issue.title.slice(0, 80)}` };
}

/** An issue and one of its events. */
export async function IssueView({ org, issueId, which, searchParams }: IssueViewProps) {
  const { access, issue } = await loadIssue(org, issueId);
  // Before anything streams, while the answer can still be a 404.
  const isNamed = placeOf(which) === null;
  if (isNamed && !(await loadEvent(issue.scope, which)) && !(await loadIsCountedOnly(issue.scope, which)))
    notFound();
  const search = await searchParams;
  const actors = await assignableActors(access);
  const kept = addressWith(search, {});
  const query = kept === "?" ? "" : kept;
  return (
    <>
      <IssueHeader
        listHref={`/organizations/${access.slug}/issues${query}`}
        shortId={issue.shortId}
        projectName={issue.project.name}
        level={levelOf(issue.level)}
        unhandled={issue.unhandled}
        title={issue.title}
        culprit={issue.culprit}
        actions={
          <IssueActions
            id={issue.id}
            chip={chipOf(issue)}
            assignee={issue.assignee}
            actors={actors}
            action={updateIssuesAction.bind(null, access.slug)}
          />
        }
      />
      <div className="grid gap-x-8 min-[1100px]:grid-cols-[minmax(0,1fr)_20rem] min-[1700px]:grid-cols-[minmax(0,1fr)_24rem] min-[1700px]:gap-x-10">
        <div className="min-w-0">
          <Suspense fallback={<IssueNumbersSkeleton />}>
            <Numbers issue={issue} search={search} />
          </Suspense>
          <Suspense fallback={<Skeleton className="h-6" />}>
            <Impact access={access} issue={issue} search={search} />
            <Conditions access={access} issue={issue} search={search} />
          </Suspense>
          <Suspense key={which} fallback={<EventContentSkeleton />}>
            <IssueEvent access={access} issue={issue} which={which} query={query} />
          </Suspense>
        </div>
        <aside aria-label="About all events of this issue" className="min-w-0 min-[1100px]:pt-4">
          <Suspense fallback={<Skeleton className="h-6" />}>
            <Owners access={access} issue={issue} search={search} />
            <Tickets access={access} issue={issue} search={search} />
          </Suspense>
          <Suspense fallback={<SideSkeleton />}>
            <Side access={access} issue={issue} search={search} />
          </Suspense>
        </aside>
      </div>
    </>
  );
}

async function Numbers({ issue, search }: { issue: Issue; search: SearchParams }) {
  const [totals, stats] = await Promise.all([
    issueTotals(issue.scope),
    issueStats(issue.scope, readTimeRange(search), readEnvironments(search)),
  ]);
  return (
    <IssueNumbers
      events={totals.events}
      users={totals.users}
      range={stats}
      firstSeen={issue.firstSeen}
      lastSeen={issue.lastSeen}
      firstRelease={issue.firstRelease?.version ?? null}
      lastRelease={issue.lastRelease?.version ?? null}
    />
  );
}

async function Side({ access, issue, search }: PanelProps) {
  const [tags, activities] = await Promise.all([
    issueTags(issue.scope, readTimeRange(search), readEnvironments(search)),
    issueActivity(issue.scope),
  ]);
  return (
    <>
      <TagDistributions tags={tags} hrefFor={(key, value) => tagHref(access.slug, key, value)} />
      <ActivityList activities={activities} />
    </>
  );
}

function SideSkeleton() {
  return (
    <Loading label="Loading tags and activity" className="grid gap-4">
      <Skeleton className="h-6 w-36" />
      {[0, 1, 2, 3, 4].map((tag) => (
        <div key={tag} className="grid gap-1">
          <Skeleton className="w-20" />
          <Skeleton className="h-6" />
          <Skeleton className="h-6 w-2/3" />
        </div>
      ))}
    </Loading>
  );
}
