import { IssueTable } from "#components/issues/issue-table.tsx";
import { IssueTableHead } from "#components/issues/issue-table-head.tsx";
import { chipOf, levelOf } from "#components/issues/issue-status.ts";
import type { ListItem } from "#components/issues/listed-issue.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { counted } from "#lib/format/count.ts";
import { assignableActors } from "#lib/issues/queries-activity.ts";
import { type ListedIssue, listIssues } from "#lib/issues/queries-list.ts";
import { updateIssuesAction } from "../actions.ts";
import { AllDone, NothingMatches } from "./empty.tsx";
import { addressWith, type ListAddress, type SearchParams } from "../filters.ts";

type Props = { access: OrganizationAccess; address: ListAddress; search: SearchParams };

export async function IssueList({ access, address, search }: Props) {
  const { filters, trend } = address;
  const [page, actors] = await Promise.all([listIssues(access, filters), assignableActors(access)]);
  if (page.items.length === 0) return <NothingMatches address={address} search={search} />;

  const kept = addressWith(search, { tab: null, sort: null, query: null, cursor: null, trend: null });
  const items = page.items.map((issue) => listItem(access.slug, issue, trend, kept));
  return (
    <>
      <IssueTable
        key={items.map((item) => item.id).join()}
        items={items}
        tab={filters.tab}
        actors={actors}
        trendWord={trend === "24h" ? "24 hours" : "14 days"}
        action={updateIssuesAction.bind(null, access.slug)}
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

function listItem(org: string, issue: ListedIssue, trend: "24h" | "14d", query: string): ListItem {
  return {
    id: issue.id,
    href: `/organizations/${org}/issues/${issue.id}${query === "?" ? "" : query}`,
    shortId: issue.shortId,
    title: issue.title.slice(0, 400),
    culprit: issue.culprit.slice(0, 400),
    level: levelOf(issue.level),
    chip: chipOf(issue),
    unhandled: issue.unhandled,
    projectSlug: issue.project.slug,
    events: issue.stats.events,
    users: issue.stats.users,
    firstSeen: issue.firstSeen,
    lastSeen: issue.lastSeen,
    assignee: issue.assignee,
    trend: trend === "24h" ? issue.stats.hours : issue.stats.days,
  };
}
