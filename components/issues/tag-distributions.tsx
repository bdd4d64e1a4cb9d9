import type { ReactNode } from "react";
import { FacetConstants, FacetGroup, type FacetLinks } from "#components/issues/facet-group.tsx";
import { orderFacets } from "#components/issues/facet-order.ts";
import { Section } from "#components/ui/section.tsx";
import { exactCount } from "#lib/format/count.ts";
import type { Facet } from "#lib/issues/facets/count-facets.ts";

type Props = FacetLinks & {
  title: string;
  facets: Facet[];
  /** So many newest events were counted, when there are more of them. */
  sampled: number | null;
  actions?: ReactNode;
};

const FIRST_SHOWN = 8;

/** How the values of each tag are spread: first the tags that differ, then in short those that never do. */
export function TagDistributions({ title, facets, sampled, actions, ...links }: Props) {
  const { varied, constant } = orderFacets(facets, links.query);
  const rest = varied.slice(FIRST_SHOWN);
  return (
    <Section
      title={title}
      description={sampled !== null && `Of the newest ${exactCount(sampled)} events.`}
      actions={actions}
      className="min-[1100px]:border-t-0 min-[1100px]:pt-0"
    >
      {facets.length === 0 && <p className="text-sm text-muted">No event that matches carries a tag.</p>}
      <div className="grid grid-cols-1 gap-4">
        {varied.slice(0, FIRST_SHOWN).map((facet) => (
          <FacetGroup key={facet.key} facet={facet} {...links} />
        ))}
        {rest.length > 0 && (
          <details className="group/tags min-w-0">
            <summary className="flex min-h-6 items-center text-sm text-accent-text group-open/tags:hidden hover:underline">
              Show {rest.length} more
            </summary>
            <div className="grid grid-cols-1 gap-4">
              {rest.map((facet) => (
                <FacetGroup key={facet.key} facet={facet} {...links} />
              ))}
            </div>
          </details>
        )}
        {constant.length > 0 && (
          <div className="min-w-0">
            <h3 className="mb-1 text-sm font-medium">Always the same</h3>
            <FacetConstants facets={constant} {...links} />
          </div>
        )}
      </div>
    </Section>
  );
}
