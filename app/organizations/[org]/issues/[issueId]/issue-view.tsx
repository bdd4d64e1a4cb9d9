import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventContentSkeleton } from "#components/events/event-content-skeleton.tsx";
import { IssueNumbers, IssueNumbersSkeleton } from "#components/issues/issue-numbers.tsx";
import { SeenBy } from "#components/issues/seen-by.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import type { WhichEvent } from "#lib/events/queries.ts";
import { feedbackCounts } from "#lib/issues/impact.ts";
import { activityPage } from "#lib/issues/queries-activity.ts";
import { issuePeople } from "#lib/issues/queries-people.ts";
import { issueStats, issueTotals } from "#lib/issues/queries-stats.ts";
import { readEnvironments, readTimeRange, type SearchParams } from "../filters.ts";
import { ActivitySection } from "./activity-section.tsx";
import { Conditions } from "./conditions.tsx";
import { EventSearch } from "./event-search.tsx";
import { IssueEvent, placeOf } from "./issue-event.tsx";
import { IssueFrame, keptQuery } from "./issue-frame.tsx";
import { loadEvent, loadFilter, loadIsCountedOnly, loadIssue } from "./load-issue.ts";
import { Owners } from "./owners.tsx";
import type { PanelProps } from "./panel-props.ts";
import { Part } from "./part.tsx";
import { TagsPanel } from "./tags/tags-panel.tsx";
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
  const search = await searchParams;
  // Before anything streams, while the answer can still be a 404.
  const isShown = async () => (await loadEvent(issue.scope, which, loadFilter(issue, search))) !== null;
  if (placeOf(which) === null && !(await isShown()) && !(await loadIsCountedOnly(issue.scope, which)))
    notFound();
  return (
    <IssueFrame access={access} issue={issue} search={search} current="details">
      <div className="grid gap-x-8 min-[1100px]:grid-cols-[minmax(0,1fr)_20rem] min-[1700px]:grid-cols-[minmax(0,1fr)_24rem] min-[1700px]:gap-x-10">
        <div className="min-w-0">
          <Part what="The search" fallback={<Skeleton className="mt-3 h-8" />}>
            <EventSearch access={access} issue={issue} search={search} newest={5} />
          </Part>
          <Part what="The numbers" fallback={<IssueNumbersSkeleton />}>
            <Numbers access={access} issue={issue} search={search} />
          </Part>
          <Part what="The conditions" fallback={<Skeleton className="h-6" />}>
            <Conditions access={access} issue={issue} search={search} />
          </Part>
          <Part key={which} what="The event" fallback={<EventContentSkeleton />}>
            <IssueEvent access={access} issue={issue} which={which} search={search} />
          </Part>
        </div>
        <aside
          aria-label="About all events of this issue"
          className="min-w-0 min-[1100px]:pt-4 min-[1100px]:[&>section:first-of-type]:border-t-0 min-[1100px]:[&>section:first-of-type]:pt-0"
        >
          <Part what="The owners" fallback={<Skeleton className="h-6" />}>
            <Owners access={access} issue={issue} search={search} />
          </Part>
          <Part what="The tickets" fallback={<Skeleton className="h-6" />}>
            <Tickets access={access} issue={issue} search={search} />
          </Part>
          <Part what="The activity" fallback={<SideSkeleton />}>
            <Side access={access} issue={issue} search={search} />
          </Part>
          <div className="min-[1100px]:border-t min-[1100px]:pt-5">
            <Part what="The tags" fallback={<SideSkeleton />}>
              <TagsPanel access={access} issue={issue} search={search} />
            </Part>
          </div>
        </aside>
      </div>
    </IssueFrame>
  );
}

async function Numbers({ access, issue, search }: PanelProps) {
  const [range, environments] = [readTimeRange(search), readEnvironments(search)];
  const [totals, stats, reports] = await Promise.all([
    issueTotals(issue.scope),
    issueStats(issue.scope, range, environments, loadFilter(issue, search)),
    feedbackCounts(access, [issue.id], range, environments),
  ]);
  const report = reports.get(issue.id);
  const events = `/organizations/${access.slug}/issues/${issue.id}/events`;
  return (
    <IssueNumbers
      events={totals.events}
      users={totals.users}
      range={stats}
      reports={report ? { people: report.people, href: `${events}/${report.lastEventId}#feedback` } : null}
      firstSeen={issue.firstSeen}
      lastSeen={issue.lastSeen}
      firstRelease={issue.firstRelease?.version ?? null}
      lastRelease={issue.lastRelease?.version ?? null}
    />
  );
}

// Beside the evidence stands what is new; the whole history has its own page.
const NEWEST = 10;

async function Side({ access, issue, search }: PanelProps) {
  const [activity, people] = await Promise.all([
    activityPage(issue.scope, { cursor: null, limit: NEWEST }),
    issuePeople(access, issue.scope),
  ]);
  const allActivity = `/organizations/${access.slug}/issues/${issue.id}/activity${keptQuery(search)}`;
  return (
    <>
      <Section title="Activity">
        <ActivitySection access={access} issue={issue} activities={activity.items} />
        {activity.next !== null && (
          <ButtonLink href={allActivity} size="sm" className="mt-3">
            Show all activity
          </ButtonLink>
        )}
      </Section>
      <SeenBy people={people} />
    </>
  );
}

function SideSkeleton() {
  return (
    <Loading label="Loading" className="grid gap-4">
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
