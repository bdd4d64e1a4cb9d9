import { IssueTable } from "#components/issues/issue-table.tsx";
import { IssueTableHead } from "#components/issues/issue-table-head.tsx";
import { chipOf, levelOf } from "#components/issues/issue-status.ts";
import { SearchFault } from "#components/issues/search-fault.tsx";
import type { ListItem } from "#components/issues/listed-issue.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { may, type OrganizationAccess } from "#lib/accounts/access.ts";
import { counted } from "#lib/format/count.ts";
import { assignableActors } from "#lib/issues/queries-activity.ts";
import { type ListedIssue, listIssues } from "#lib/issues/queries-list.ts";
import { SearchError } from "#lib/search/search-error.ts";
import { MAX_CHANGED_ISSUES } from "#lib/issues/schema.ts";
import { undoIssuesAction, updateIssuesAction } from "../actions.ts";
import { deleteIssuesAction, mergeIssuesAction, previewMergeAction } from "../merge-actions.ts";
import { AllDone, NothingMatches } from "./empty.tsx";
import { addressWith, type ListAddress, type SearchParams } from "../filters.ts";
import { loadCounts } from "./load-counts.ts";
import { previewMatchingMergeAction, updateMatchingAction } from "./matching-actions.ts";
import { previewIssueAction } from "./preview-action.ts";

type Props = { access: OrganizationAccess; address: ListAddress; search: SearchParams };

export async function IssueList({ access, address, search }: Props) {
  const { filters, trend } = address;
  const [page, actors, { counts, fault }] = await Promise.all([
    // The counts tell what is wrong with a search; once is enough.
    listIssues(access, filters).catch(nullForSearchError),
    assignableActors(access),
    loadCounts(access, address),
  ]);
  if (page === null) return fault && <SearchFault query={filters.query} fault={fault} />;
  if (page.items.length === 0) return <NothingMatches address={address} search={search} />;

  const kept = addressWith(search, { tab: null, sort: null, query: null, cursor: null, trend: null });
  const here = addressWith(search, { cursor: null });
  const items = page.items.map((issue) => listItem(access.slug, issue, trend, kept));
  return (
    <>
      <IssueTable
        key={items.map((item) => item.id).join()}
        items={items}
        tab={filters.tab}
        actors={actors}
        trendWord={trend === "24h" ? "24 hours" : "14 days"}
        matching={counts?.[filters.tab] ?? page.items.length}
        mostMatching={MAX_CHANGED_ISSUES}
        calls={{
          update: updateIssuesAction.bind(null, access.slug),
          updateMatching: updateMatchingAction.bind(null, access.slug, here),
          undo: undoIssuesAction.bind(null, access.slug),
          previewMerge: previewMergeAction.bind(null, access.slug),
          previewMatchingMerge: previewMatchingMergeAction.bind(null, access.slug, here),
          merge: mergeIssuesAction.bind(null, access.slug),
          remove: may(access, "event:admin") ? deleteIssuesAction.bind(null, access.slug) : null,
        }}
        preview={previewIssueAction.bind(null, access.slug)}
        emptied={<AllDone search={search} hasMore={page.next !== null} />}
        head={
          <IssueTableHead
            sort={filters.sort}
            sortHref={(sort) => addressWith(search, { sort, cursor: null })}
            trend={trend}
            trendHref={(to) => addressWith(search, { trend: to })}
          />
        }
      />
      <Pagination
        label="Pages of issues"
        summary={counted(items.length, "issue on this page", "issues on this page")}
        previous={page.previous === null ? undefined : addressWith(search, { cursor: page.previous })}
        next={page.next === null ? undefined : addressWith(search, { cursor: page.next })}
      />
    </>
  );
}

function nullForSearchError(error: unknown): null {
  if (error instanceof SearchError) return null;
  throw error;
}

function listItem(org: string, issue: ListedIssue, trend: "24h" | "14d", query: string): ListItem {
  return {
    id: issue.id,
    projectId: issue.project.id,
    href: `/organizations/${org}/issues/${issue.id}${query === "?" ? "" : query}`,
    shortId: issue.shortId,
    title: issue.title.slice(0, 400),
    culprit: issue.culprit.slice(0, 400),
    level: levelOf(issue.level),
    chip: chipOf(issue),
    priority: issue.priority,
    isForReview: issue.isForReview,
    comments: issue.comments,
    unhandled: issue.unhandled,
    events: issue.stats.events,
    users: issue.stats.users,
    firstSeen: issue.firstSeen,
    lastSeen: issue.lastSeen,
    assignee: issue.assignee,
    trend: trend === "24h" ? issue.stats.hours : issue.stats.days,
  };
}
