import { Archive } from "lucide-react";
import type { Metadata } from "next";
import { GroupingExplanation } from "#components/issues/grouping-explanation.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { findProjectAccess, may } from "#lib/accounts/access.ts";
import { explainGrouping } from "#lib/issues/grouping/explain.ts";
import { findIssueSettings } from "#lib/projects/update-grouping.ts";
import type { SearchParams } from "../../filters.ts";
import { IssueFrame, keptQuery } from "../issue-frame.tsx";
import { loadEvent, loadIssue } from "../load-issue.ts";

type Props = { params: Promise<{ org: string; issueId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  const { issue } = await loadIssue(org, issueId);
  return { title: `Grouping of ${issue.shortId}` };
}

/** Why events are in this issue, told by the newest one that says most. */
export default async function IssueGroupingPage({ params, searchParams }: Props) {
  const { org, issueId } = await params;
  const { access, issue } = await loadIssue(org, issueId);
  const search = await searchParams;
  const [found, project] = await Promise.all([
    loadEvent(issue.scope, "recommended"),
    findProjectAccess(access, String(issue.project.id)),
  ]);
  const settings = project && (await findIssueSettings(project));
  const issuePath = `/organizations/${access.slug}/issues/${issue.id}`;
  return (
    <IssueFrame access={access} issue={issue} search={search} current="grouping">
      {found && settings ? (
        <GroupingExplanation
          explanation={explainGrouping(found.event, settings.grouping)}
          event={{
            id: found.event.eventId,
            href: `${issuePath}/events/${found.event.eventId}${keptQuery(search)}`,
          }}
          rulesHref={
            may(access, "project:write")
              ? `/organizations/${access.slug}/settings/projects/${issue.project.slug}/grouping`
              : null
          }
        />
      ) : (
        <EmptyState icon={Archive} title="Its events are no longer kept">
          Why they were grouped is told from an event, and this issue has none left that is whole.
        </EmptyState>
      )}
    </IssueFrame>
  );
}
