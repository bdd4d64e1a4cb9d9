import { X } from "lucide-react";
import Link from "next/link";
import { narrowingTerms, withoutTerm } from "#components/issues/facet-terms.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = { query: string; hrefOf: (query: string) => string };

/** The terms of a search that facets may have added, each with the way to take it back. */
export function FacetChips({ query, hrefOf }: Props) {
  const terms = narrowingTerms(query);
  if (terms.length === 0) return null;
  return (
    <ul aria-label="Narrowed to" className="flex flex-wrap gap-1.5 text-sm">
      {terms.map((term) => (
        <li key={term} className="flex max-w-full min-w-0 items-center rounded-sm bg-accent-soft pl-1.5">
          <bdi className="min-w-0 truncate font-mono text-accent-text">{untrustedText(term, 200)}</bdi>
          <Link
            href={hrefOf(withoutTerm(query, term))}
            prefetch={false}
            scroll={false}
            aria-label={`Take ${untrustedText(term, 200)} out of the search`}
            className="grid size-6 shrink-0 place-items-center rounded-sm text-accent-text hover:bg-hover"
          >
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
