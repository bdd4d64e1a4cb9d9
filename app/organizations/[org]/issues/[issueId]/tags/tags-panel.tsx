import { TagDistributions } from "#components/issues/tag-distributions.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { MAX_FACET_EVENTS } from "#lib/issues/facets/count-facets.ts";
import { addressWith } from "../../filters.ts";
import type { PanelProps } from "../panel-props.ts";
import { facetLinks } from "../tag-href.ts";
import { loadFacets } from "./load-facets.ts";

/** Beside the evidence: how the tags of the events are spread that the page's search finds. */
export async function TagsPanel({ access, issue, search }: PanelProps) {
  const links = facetLinks(access.slug, issue.id, search);
  const { facets, isSampled } = await loadFacets(issue, search);
  return (
    <TagDistributions
      title={links.query ? "Tags of matching events" : "Tags of all events"}
      facets={facets}
      sampled={isSampled ? MAX_FACET_EVENTS : null}
      actions={
        facets.length > 0 && (
          <ButtonLink
            size="sm"
            href={`/organizations/${access.slug}/issues/${issue.id}/tags${addressWith(search, { cursor: null })}`}
          >
            All tags
          </ButtonLink>
        )
      }
      {...links}
    />
  );
}
