import { Check } from "lucide-react";
import Link from "next/link";
import { Untrusted } from "#components/events/untrusted.tsx";
import { FacetValue } from "#components/issues/facet-value.tsx";
import { termState, withTerm } from "#components/issues/facet-terms.ts";
import { exactCount } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { Facet } from "#lib/issues/facets/count-facets.ts";

export type FacetLinks = {
  /** The search that the page's address has. */
  query: string;
  /** The page with another search. */
  hrefOf: (query: string) => string;
  /** All values of a tag; null when there is no such page. */
  allHrefOf: (key: string) => string | null;
};

type Props = FacetLinks & { facet: Facet; most?: number };

/** What a tag is called: a flag by its own name. */
export const facetName = (key: string): string =>
  key.startsWith("flags.") ? `${key.slice("flags.".length)} (flag)` : key;

/** A tag and its most frequent values, each of which narrows the page. */
export function FacetGroup({ facet, query, hrefOf, allHrefOf, most = 5 }: Props) {
  const { key, distinct, values } = facet;
  // Of values that are nearly all different, the first few show the pattern.
  const shown = values.slice(0, distinct > Math.max(most, values.length) ? Math.min(3, most) : most);
  const others = distinct - shown.length;
  const all = allHrefOf(key);
  const more = `${exactCount(others)} more`;
  return (
    <div className="min-w-0 text-sm">
      <h3 className="mb-1 flex min-h-6 items-center justify-between gap-2 font-medium">
        <Untrusted text={facetName(key)} className="truncate" />
        {others > 0 && (
          <span className="shrink-0 text-xs font-normal text-muted">
            {all ? (
              <Link
                href={all}
                prefetch={false}
                className="inline-flex min-h-6 items-center rounded-sm hover:text-ink hover:underline"
              >
                {more}
                <span className="sr-only">{` values of ${untrustedText(key, 100)}`}</span>
              </Link>
            ) : (
              more
            )}
          </span>
        )}
      </h3>
      <ul className="grid grid-cols-1 gap-px">
        {shown.map(({ value, count, percent }) => {
          const state = termState(query, key, value);
          return (
            <FacetValue
              key={value}
              name={facetName(key)}
              value={value}
              count={count}
              percent={percent}
              isOn={state === "on"}
              href={hrefOf(withTerm(query, key, value, state === "on" ? "off" : "on"))}
              notHref={hrefOf(withTerm(query, key, value, "not"))}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** Tags with a single value say little; a line each is enough. */
export function FacetConstants({ facets, query, hrefOf }: FacetLinks & { facets: Facet[] }) {
  return (
    <dl className="divide-y border-y text-sm">
      {facets.map(({ key, values, total }) => {
        const value = values[0]?.value ?? "";
        const isOn = termState(query, key, value) === "on";
        const text = untrustedText(value, 200);
        return (
          <div key={key} className="grid min-h-7 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-3">
            <dt className="flex min-w-0 text-muted" title={key}>
              <Untrusted text={facetName(key)} className="min-w-0 truncate" />
            </dt>
            <dd className="min-w-0">
              <Link
                href={hrefOf(withTerm(query, key, value, isOn ? "off" : "on"))}
                prefetch={false}
                scroll={false}
                title={`${text}: ${exactCount(total)} ${total === 1 ? "event" : "events"}`}
                className="flex min-h-6 min-w-0 items-center gap-1 rounded-sm hover:text-accent-text hover:underline"
              >
                {isOn && <Check aria-hidden className="size-3.5 shrink-0 text-accent-text" />}
                <span className="sr-only">{isOn ? "Stop asking for " : "Only "}</span>
                <bdi className="min-w-0 truncate">{text}</bdi>
              </Link>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
