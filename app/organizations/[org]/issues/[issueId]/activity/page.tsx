import type { Metadata } from "next";
import { Pagination } from "#components/ui/pagination.tsx";
import { activityPage } from "#lib/issues/queries-activity.ts";
import { addressWith, type SearchParams } from "../../filters.ts";
import { ActivitySection } from "../activity-section.tsx";
import { IssueFrame } from "../issue-frame.tsx";
import { loadIssue } from "../load-issue.ts";

type Props = { params: Promise<{ org: string; issueId: string }>; searchParams: Promise<SearchParams> };

const PAGE_SIZE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  const { issue } = await loadIssue(org, issueId);
  return { title: `Activity of ${issue.shortId}` };
}

/** All that was done and said, page by page. */
export default async function ActivityPage({ params, searchParams }: Props) {
  const { org, issueId } = await params;
  const { access, issue } = await loadIssue(org, issueId);
  const search = await searchParams;
  const cursor = search["cursor"];
  const page = await activityPage(issue.scope, {
    cursor: typeof cursor === "string" ? cursor : null,
    limit: PAGE_SIZE,
  });
  const href = (keyset: string | null) => (keyset ? addressWith(search, { cursor: keyset }) : undefined);
  return (
    <IssueFrame access={access} issue={issue} search={search} current="activity">
      <section aria-label="Activity" className="max-w-3xl py-5">
        <ActivitySection access={access} issue={issue} activities={page.items} />
        {(page.previous ?? page.next) && (
          <Pagination label="Pages of the activity" previous={href(page.previous)} next={href(page.next)} />
        )}
      </section>
    </IssueFrame>
  );
}
