import { Tags } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { IssueListSkeleton } from "#components/issues/issue-list-skeleton.tsx";
import { IssueSearch } from "#components/issues/issue-search.tsx";
import { SortMenu } from "#components/issues/sort-menu.tsx";
import { ViewsMenu } from "#components/issues/views-menu.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { cn } from "#components/ui/cn.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { listSavedViews, ViewAddress } from "#lib/issues/saved-views.ts";
import { IssueSort } from "#lib/issues/schema.ts";
import { ISSUE_SEARCH_KEYS } from "#lib/issues/search-keys.ts";
import { listProjects } from "#lib/projects/queries.ts";
import { NoEventsYet, NoProjectYet } from "./empty.tsx";
import { addressWith, readListAddress, type SearchParams } from "../filters.ts";
import { Facets } from "./facets.tsx";
import { IssueList } from "./issue-list.tsx";
import { IssueTabs } from "./issue-tabs.tsx";
import { suggestValuesAction } from "./search-actions.ts";
import { deleteViewAction, saveViewAction } from "./view-actions.ts";

export const metadata: Metadata = { title: "Issues" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export default async function IssuesPage({ params, searchParams }: Props) {
  const { org } = await params;
  const search = await searchParams;
  const access = await requireOrganization(org);
  const projects = await listProjects(access);
  const address = readListAddress(search, projects);
  const views = await listSavedViews(access);
  const base = `/organizations/${access.slug}/issues`;
  const withTags = search["tags"] === "1";

  return (
    <>
      <PageHeader
        title="Issues"
        className="pb-2"
        actions={
          projects.length > 0 && (
            <ViewsMenu
              views={views}
              address={ViewAddress.parse(addressWith(search, {}))}
              path={base}
              save={saveViewAction.bind(null, access.slug)}
              remove={deleteViewAction.bind(null, access.slug)}
            />
          )
        }
      />
      {projects.length === 0 ? (
        <NoProjectYet org={access.slug} />
      ) : projects.every((project) => project.firstEventAt === null) ? (
        <NoEventsYet access={access} projects={projects} />
      ) : (
        <>
          <Suspense fallback={<Skeleton className="h-9" />}>
            <IssueTabs access={access} address={address} search={search} />
          </Suspense>
          <div className="flex items-start gap-2 py-2.5">
            <Suspense fallback={<Skeleton className="h-8 flex-1" />}>
              <IssueSearch
                keys={[...ISSUE_SEARCH_KEYS]}
                suggest={suggestValuesAction.bind(null, access.slug)}
              />
            </Suspense>
            <ButtonLink
              href={addressWith(search, { tags: withTags ? null : "1" })}
              aria-label={withTags ? "Hide the tags of these issues" : "Show the tags of these issues"}
              aria-current={withTags ? "true" : undefined}
              className={cn("max-sm:h-10", withTags && "bg-hover")}
            >
              <Tags aria-hidden /> <span className="max-sm:hidden">Tags</span>
            </ButtonLink>
            <SortMenu
              current={address.filters.sort}
              hrefs={Object.fromEntries(
                IssueSort.options.map((sort) => [sort, addressWith(search, { sort, cursor: null })]),
              )}
            />
          </div>
          <div
            className={cn(
              withTags &&
                "grid grid-cols-[minmax(0,1fr)] gap-x-6 min-[1100px]:grid-cols-[minmax(0,1fr)_17rem]",
            )}
          >
            <div className="min-w-0">
              <Suspense key={JSON.stringify(search)} fallback={<IssueListSkeleton />}>
                <IssueList access={access} address={address} search={search} />
              </Suspense>
            </div>
            {withTags && <Facets access={access} address={address} search={search} />}
          </div>
        </>
      )}
    </>
  );
}
