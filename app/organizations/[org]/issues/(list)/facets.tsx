import { Suspense } from "react";
import { FacetChips } from "#components/issues/facet-chips.tsx";
import { TagDistributions } from "#components/issues/tag-distributions.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { MAX_FACET_EVENTS } from "#lib/issues/facets/count-facets.ts";
import { type Facets as Counted, listFacets } from "#lib/issues/queries-tags.ts";
import { SearchError } from "#lib/search/search-error.ts";
import { addressWith, type ListAddress, type SearchParams } from "../filters.ts";

type Props = { access: OrganizationAccess; address: ListAddress; search: SearchParams };

/** Beside the list: the tags of the events that it counts. A click narrows it. */
export function Facets(props: Props) {
  return (
    // Where there is no room beside the list, above it: below fifty rows nobody would find them.
    <aside
      aria-label="Tags of these issues"
      className="min-w-0 max-[1099px]:order-first max-[1099px]:mb-3 max-[1099px]:max-h-[45dvh] max-[1099px]:overflow-y-auto max-[1099px]:border-b max-[1099px]:pb-3"
    >
      <Suspense key={JSON.stringify(props.search)} fallback={<FacetsSkeleton />}>
        <Found {...props} />
      </Suspense>
    </aside>
  );
}

/** A search that cannot be understood is the list's to tell. */
async function load({ access, address }: Props): Promise<Counted | null> {
  try {
    return await listFacets(access, address.filters, { top: 10 });
  } catch (error) {
    if (error instanceof SearchError) return null;
    throw error;
  }
}

async function Found(props: Props) {
  const counted = await load(props);
  if (!counted) return null;
  const { query } = props.address.filters;
  const hrefOf = (next: string) => addressWith(props.search, { query: next || null, cursor: null });
  return (
    <div className="grid gap-3">
      <FacetChips query={query} hrefOf={hrefOf} />
      <TagDistributions
        title="Tags of these issues"
        facets={counted.facets}
        sampled={counted.isSampled ? MAX_FACET_EVENTS : null}
        query={query}
        hrefOf={hrefOf}
        allHrefOf={() => null}
      />
    </div>
  );
}

function FacetsSkeleton() {
  return (
    <Loading label="Loading tags" className="grid gap-5">
      {[0, 1, 2, 3, 4].map((tag) => (
        <div key={tag} className="grid gap-1.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-6" />
          <Skeleton className="h-6 w-2/3" />
        </div>
      ))}
    </Loading>
  );
}
