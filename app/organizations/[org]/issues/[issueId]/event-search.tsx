import { EventSearchBox } from "#components/issues/event-search-box.tsx";
import { EventSearchResult } from "#components/issues/event-search-result.tsx";
import { FacetChips } from "#components/issues/facet-chips.tsx";
import { searchKey } from "#components/issues/facet-terms.ts";
import { SearchFault } from "#components/issues/search-fault.tsx";
import { issueTagKeys, searchIssueEvents } from "#lib/issues/queries-tags.ts";
import { SearchError } from "#lib/search/search-error.ts";
import { counted } from "#lib/format/count.ts";
import { addressWith, readEnvironments, readTimeRange } from "../filters.ts";
import type { PanelProps } from "./panel-props.ts";
import { suggestEventValuesAction } from "./tags/actions.ts";
import { facetLinks } from "./tag-href.ts";

type Props = PanelProps & {
  /** How many of the newest matching events are listed. */
  newest: number;
};

/** A search of the issue's events. It narrows what is counted on the page, and which of its events can be shown. */
export async function EventSearch(props: Props) {
  const { access, issue, search } = props;
  const { query, hrefOf } = facetLinks(access.slug, issue.id, search);
  const keys = await issueTagKeys(issue);
  return (
    <section aria-label="Search of events" className="grid gap-2 pt-3 pb-1">
      <EventSearchBox
        keys={keys.map(({ key, total }) => ({ key: searchKey(key), description: counted(total, "event") }))}
        suggest={suggestEventValuesAction.bind(null, access.slug, issue.id)}
      />
      <FacetChips query={query} hrefOf={hrefOf} />
      {query !== "" && <Result {...props} query={query} />}
    </section>
  );
}

async function Result({ access, issue, search, newest: most, query }: Props & { query: string }) {
  const narrowing = { range: readTimeRange(search), environments: readEnvironments(search), query };
  const path = `/organizations/${access.slug}/issues/${issue.id}`;
  try {
    const { found, all, newest } = await searchIssueEvents(issue, narrowing, most);
    return (
      <EventSearchResult
        found={found}
        all={all}
        newest={newest}
        hrefOf={(eventId) => `${path}/events/${eventId}${addressWith(search, {})}`}
        clearHref={addressWith(search, { query: null, cursor: null })}
      />
    );
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    const { message, at, length } = error;
    return <SearchFault query={query} fault={{ message, at, length }} />;
  }
}
