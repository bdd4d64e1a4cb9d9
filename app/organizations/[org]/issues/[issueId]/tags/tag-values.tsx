import Link from "next/link";
import { Untrusted } from "#components/events/untrusted.tsx";
import { FacetValue } from "#components/issues/facet-value.tsx";
import { facetName } from "#components/issues/facet-group.tsx";
import { termState, withTerm } from "#components/issues/facet-terms.ts";
import { Section } from "#components/ui/section.tsx";
import { Table, TableCell, TableHead, TableHeadCell } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { exactCount } from "#lib/format/count.ts";
import { addressWith } from "../../filters.ts";
import type { PanelProps } from "../panel-props.ts";
import { facetLinks } from "../tag-href.ts";
import { loadFacets } from "./load-facets.ts";

const MOST = 500;

/** The values of one tag, the most frequent first. */
export async function TagValues({ access, issue, search, tag }: PanelProps & { tag: string }) {
  const { query, hrefOf } = facetLinks(access.slug, issue.id, search);
  const { facets } = await loadFacets(issue, search, { top: MOST, keys: [tag] });
  const facet = facets[0];
  const values = facet?.values ?? [];
  const isCut = facet !== undefined && facet.distinct > values.length;
  return (
    <Section
      title={<Untrusted text={facetName(tag)} />}
      description={
        facet
          ? `${exactCount(facet.distinct)} ${facet.distinct === 1 ? "value" : "values"} in ${exactCount(facet.total)} ${facet.total === 1 ? "event" : "events"}${isCut ? `, the ${MOST} most frequent` : ""}.`
          : "No event that matches carries this tag."
      }
      actions={
        <Link
          href={addressWith(search, { tag: null })}
          className="inline-flex min-h-6 items-center text-sm text-accent-text hover:underline"
        >
          All tags
        </Link>
      }
      className="mt-3"
    >
      {values.length > 0 && (
        <Table label={`Values of ${tag}`}>
          <TableHead>
            <TableHeadCell>Value</TableHeadCell>
            <TableHeadCell numeric>Events</TableHeadCell>
            <TableHeadCell>First seen</TableHeadCell>
            <TableHeadCell>Last seen</TableHeadCell>
          </TableHead>
          <tbody>
            {values.map(({ value, count, percent, firstSeen, lastSeen }) => {
              const isOn = termState(query, tag, value) === "on";
              return (
                <tr key={value} className="h-9 border-b">
                  <TableCell className="w-full min-w-56">
                    <ul>
                      <FacetValue
                        name={facetName(tag)}
                        value={value}
                        count={count}
                        percent={percent}
                        isOn={isOn}
                        href={hrefOf(withTerm(query, tag, value, isOn ? "off" : "on"))}
                        notHref={hrefOf(withTerm(query, tag, value, "not"))}
                      />
                    </ul>
                  </TableCell>
                  <TableCell className="text-right tabular-nums">{exactCount(count)}</TableCell>
                  <TableCell className="whitespace-nowrap text-muted">
                    <Time at={firstSeen} />
                  </TableCell>
                  <TableCell className="whitespace-nowrap text-muted">
                    <Time at={lastSeen} />
                  </TableCell>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
