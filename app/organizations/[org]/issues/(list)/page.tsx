import type { Metadata } from "next";
import { Suspense } from "react";
import { IssueListSkeleton } from "#components/issues/issue-list-skeleton.tsx";
import { IssueSearch } from "#components/issues/issue-search.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { countIssuesByTab } from "#lib/issues/queries-list.ts";
import { IssueTab } from "#lib/issues/schema.ts";
import { listProjects } from "#lib/projects/queries.ts";
import { NoEventsYet, NoProjectYet } from "./empty.tsx";
import { addressWith, readListAddress, type SearchParams } from "../filters.ts";
import { IssueList } from "./issue-list.tsx";

export const metadata: Metadata = { title: "Issues" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export default async function IssuesPage({ params, searchParams }: Props) {
  const { org } = await params;
  const search = await searchParams;
  const access = await requireOrganization(org);
  const projects = await listProjects(access);
  const address = readListAddress(search, projects);

  return (
    <>
      <PageHeader title="Issues" className="pb-2" />
      {projects.length === 0 ? (
        <NoProjectYet org={access.slug} />
      ) : projects.every((project) => project.firstEventAt === null) ? (
        <NoEventsYet access={access} projects={projects} />
      ) : (
        <>
          <Suspense fallback={<Skeleton className="h-9" />}>
            <IssueTabs
              counts={countIssuesByTab(access, address.filters)}
              search={search}
              tab={address.filters.tab}
            />
          </Suspense>
          <div className="flex items-center gap-2 py-2.5">
            <Suspense fallback={<Skeleton className="h-8 flex-1" />}>
              <IssueSearch />
            </Suspense>
          </div>
          <Suspense key={JSON.stringify(search)} fallback={<IssueListSkeleton />}>
            <IssueList access={access} address={address} search={search} />
          </Suspense>
        </>
      )}
    </>
  );
}

const LABELS: Readonly<Record<IssueTab, string>> = {
  unresolved: "Unresolved",
  resolved: "Resolved",
  archived: "Archived",
  all: "All",
};

type TabsProps = { counts: Promise<Record<IssueTab, number>>; search: SearchParams; tab: IssueTab };

async function IssueTabs({ counts, search, tab: current }: TabsProps) {
  const known = await counts;
  const tabs = IssueTab.options.map((tab) => ({
    href: addressWith(search, { tab: tab === "unresolved" ? null : tab, cursor: null }),
    label: LABELS[tab],
    count: known[tab],
    current: tab === current,
  }));
  return <Tabs label="Status" tabs={tabs} />;
}
