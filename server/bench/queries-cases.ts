// What the benchmark of queries asks: each does what a page does on the server for one answer.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { findEvent } from "#lib/events/queries.ts";
import { issueActivity } from "#lib/issues/queries-activity.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { countIssuesByTab, listIssues } from "#lib/issues/queries-list.ts";
import { issueStats, issueTotals } from "#lib/issues/queries-stats.ts";
import { issueFacets } from "#lib/issues/queries-tags.ts";
import { type IssueFilters, IssueSort } from "#lib/issues/schema.ts";
import { PLANTED } from "#server/bench/queries-seed.ts";

export type Case = {
  /** A list is of the last 14 days, as the page opens, or of all 60 that there are. */
  kind: "list" | "list of all" | "text" | "tabs" | "detail";
  name: string;
  run: () => Promise<unknown>;
};

const DAY = 86_400_000;

type Narrowed = Partial<Omit<IssueFilters, "range">>;

const FILTERS: [name: string, Narrowed][] = [
  ["none", {}],
  ["all statuses", { tab: "all" }],
  ["one project", { projectIds: [3] }],
  ["environment", { environments: ["staging"] }],
  ...[
    "is:resolved",
    "is:escalating",
    "is:for_review",
    "is:linked",
    "assigned:me",
    "assigned_or_suggested:me",
    "assigned:#core",
    "bookmarks:me",
    "firstRelease:shop@1.7.0",
    "regressed_in_release:shop@1.7.0",
    "age:-7d",
    "lastSeen:-24h",
    "timesSeen:>100",
    "issue.priority:high",
    "level:fatal",
    "title:*part1*",
    "release:shop@1.7.0",
    "release:latest",
    "release.version:>1.50.0",
    "error.type:TypeError",
    "error.unhandled:true",
    "error.value:*77*",
    "stack.function:settleInvoice77",
    "stack.filename:src/module7*",
    "mechanism:generic",
    "transaction:*step/7",
    "user.id:77",
    "user.email:u77@example.com",
    "user:u77@example.com",
    "url:*step/7",
    "os.name:iOS",
    "browser.name:Chrome",
    "plan:enterprise",
    "customer:c77",
    "!customer:c77",
    "message:part77",
    "plan:enterprise region:eu browser.name:Chrome",
    "assigned:me OR customer:c77",
  ].map((query): [string, Narrowed] => [query, { query }]),
];

const WORDS: [name: string, query: string][] = [
  ["rare, in an exception", PLANTED.rare],
  ["common, in breadcrumbs", PLANTED.common],
  ["nowhere", PLANTED.nowhere],
  ["in frames", PLANTED.inFrames],
  ["in breadcrumbs", PLANTED.inBreadcrumbs],
  ["in titles", "part777"],
  ["two words", "cannot settleinvoice77"],
  ["a word and a tag", `${PLANTED.inFrames} plan:enterprise`],
  ["with a star", "settleinvoice7*module"],
];

async function readDetail(access: OrganizationAccess, id: number, now: number): Promise<void> {
  const issue = await findIssue(access, String(id));
  if (!issue) throw new Error(`Issue ${id} is not there`);
  const range = { from: now - 14 * DAY, until: now };
  await Promise.all([
    issueStats(issue.scope, range, []),
    issueTotals(issue.scope),
    issueFacets(issue, { range, environments: [], query: "" }, { top: 5 }),
    findEvent(issue.scope, "recommended"),
    issueActivity(issue.scope),
  ]);
}

/** @param biggest issues with the most events */
export function queryCases(access: OrganizationAccess, now: number, biggest: readonly number[]): Case[] {
  const filters = (more: Narrowed, days = 90): IssueFilters => ({
    tab: "unresolved",
    sort: "last_seen",
    query: "",
    projectIds: [],
    environments: [],
    cursor: null,
    limit: 25,
    ...more,
    range: { from: now - days * DAY, until: now },
  });
  const list = (
    kind: Case["kind"],
    days: number,
    sorts: readonly IssueSort[],
    [name, more]: (typeof FILTERS)[number],
  ): Case[] =>
    sorts.map((sort) => ({
      kind,
      name: `${name}, by ${sort}`,
      run: () => listIssues(access, filters({ ...more, sort }, days)),
    }));
  return [
    ...FILTERS.flatMap((filter) => list("list", 14, IssueSort.options, filter)),
    ...FILTERS.flatMap((filter) => list("list of all", 90, ["last_seen", "users"], filter)),
    ...WORDS.map(([name, query]): Case => ({
      kind: "text",
      name,
      run: () => listIssues(access, filters({ query })),
    })),
    ...WORDS.slice(0, 2).map(([name, query]): Case => ({
      kind: "text",
      name: `${name}, by events`,
      run: () => listIssues(access, filters({ query, sort: "events" })),
    })),
    { kind: "tabs", name: "counts of all tabs", run: () => countIssuesByTab(access, filters({})) },
    ...biggest.map((id, rank): Case => ({
      kind: "detail",
      name: `issue of rank ${rank + 1}`,
      run: () => readDetail(access, id, now),
    })),
  ];
}
