import type { Metadata } from "next";
import { Tags } from "lucide-react";
import { Suspense } from "react";
import { FacetConstants, FacetGroup } from "#components/issues/facet-group.tsx";
import { orderFacets } from "#components/issues/facet-order.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import { exactCount } from "#lib/format/count.ts";
import { MAX_FACET_EVENTS } from "#lib/issues/facets/count-facets.ts";
import type { SearchParams } from "../../filters.ts";
import { EventSearch } from "../event-search.tsx";
import { IssueFrame } from "../issue-frame.tsx";
import { loadIssue } from "../load-issue.ts";
import type { PanelProps } from "../panel-props.ts";
import { facetLinks } from "../tag-href.ts";
import { loadFacets } from "./load-facets.ts";
import { TagValues } from "./tag-values.tsx";

type Props = { params: Promise<{ org: string; issueId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  const { issue } = await loadIssue(org, issueId);
  return { title: `Tags of ${issue.shortId}` };
}

/** Every tag of the issue's events, or with `tag=` every value of one, within the page's search. */
export default async function TagsPage({ params, searchParams }: Props) {
  const { org, issueId } = await params;
  const { access, issue } = await loadIssue(org, issueId);
  const search = await searchParams;
  const props = { access, issue, search };
  const tag = typeof search["tag"] === "string" ? search["tag"].slice(0, 200) : null;
  return (
    <IssueFrame {...props} current="tags">
      <Suspense fallback={<Skeleton className="mt-3 h-8" />}>
        <EventSearch {...props} newest={0} />
      </Suspense>
      <Suspense key={JSON.stringify(search)} fallback={<TagsSkeleton />}>
        {tag ? <TagValues {...props} tag={tag} /> : <AllTags {...props} />}
      </Suspense>
    </IssueFrame>
  );
}

// Groups differ in length: columns leave no gaps between them.
const columns = "columns-1 gap-x-8 md:columns-2 xl:columns-3 [&>*]:mb-6 [&>*]:break-inside-avoid";

async function AllTags({ access, issue, search }: PanelProps) {
  const links = facetLinks(access.slug, issue.id, search);
  const { facets, isSampled } = await loadFacets(issue, search);
  const { varied, constant } = orderFacets(facets, links.query);
  if (facets.length === 0)
    return (
      <EmptyState icon={Tags} title="No tags">
        No event carries a tag that matches the search, the time range and the environments together. SDKs set
        tags with <code className="font-mono">setTag(key, value)</code>.
      </EmptyState>
    );
  return (
    <>
      {varied.length > 0 && (
        <Section
          title="Tags that differ"
          description={isSampled && `Of the newest ${exactCount(MAX_FACET_EVENTS)} events.`}
          className="mt-3"
        >
          <div className={columns}>
            {varied.map((facet) => (
              <FacetGroup key={facet.key} facet={facet} most={10} {...links} />
            ))}
          </div>
        </Section>
      )}
      {constant.length > 0 && (
        <Section title="Always the same">
          <div className="max-w-3xl">
            <FacetConstants facets={constant} {...links} />
          </div>
        </Section>
      )}
    </>
  );
}

function TagsSkeleton() {
  return (
    <Loading label="Loading tags" className={`${columns} mt-8`}>
      {[0, 1, 2, 3, 4, 5].map((tag) => (
        <div key={tag} className="grid gap-1.5">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
          <Skeleton className="h-6 w-2/3" />
        </div>
      ))}
    </Loading>
  );
}
