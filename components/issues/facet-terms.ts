// A search as the place where facets are switched: on, turned round, and off again.
import { quoteSearchValue } from "#lib/format/search-value.ts";

export type TermState = "on" | "not" | "off";

// Names that mean something else than the tag that is called so.
const TAKEN =
  /^(?:is|has|id|project|title|message|culprit|location|severity|platform|timestamp|age|assigned\w*|bookmarks|subscribed|team|issue|(?:first|last)Seen|firstRelease|timesSeen|regressed_in_release|span_id|trace\w*|(?:error|stack|event|issue|project|timestamp|user|sdk|http|trace)\..*)$/;
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.\-/@]*$/;

/** A tag's key as a search names it. */
export const searchKey = (key: string): string =>
  PLAIN.test(key) && !TAKEN.test(key) ? key : `tags[${key}]`;

/** `key:value`, or `!key:value`. */
export const searchTerm = (key: string, value: string, not = false): string =>
  `${not ? "!" : ""}${searchKey(key)}:${quoteSearchValue(value)}`;

/** The terms of a search, apart at blanks that stand outside quotation marks and brackets. */
function termsOf(query: string): string[] {
  return query.match(/(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\((?:"(?:[^"\\]|\\.)*"|[^()"])*\)|[^\s"])+|"/g) ?? [];
}

/** One way to write each term. */
const plainTerm = (term: string) => {
  const [, not = "", key, quoted] = /^(!?)([^":]+|tags\[[^\]]*\]):"((?:[^"\\]|\\.)*)"$/s.exec(term) ?? [];
  return key !== undefined && quoted !== undefined
    ? `${not}${key}:${quoteSearchValue(quoted.replace(/\\(.)/gs, "$1"))}`
    : term;
};

/** Whether a search asks for the value, or for all others. */
export function termState(query: string, key: string, value: string): TermState {
  const terms = new Set(termsOf(query).map(plainTerm));
  if (terms.has(searchTerm(key, value))) return "on";
  return terms.has(searchTerm(key, value, true)) ? "not" : "off";
}

/** Tags that the search asks for, in any way. */
export const isKeySearched = (query: string, key: string): boolean =>
  termsOf(query).some((term) => term.replace(/^!/, "").startsWith(`${searchKey(key)}:`));

const hasOr = (terms: readonly string[]) => terms.some((term) => term.toUpperCase() === "OR");

/** The search with the value asked for, excluded, or neither. Asking for one value forgets another of the same tag. */
export function withTerm(query: string, key: string, value: string, state: TermState): string {
  const own = [searchTerm(key, value), searchTerm(key, value, true)];
  const isOther = (term: string) => state === "on" && term.startsWith(`${searchKey(key)}:`);
  const all = termsOf(query);
  // Beside OR, nothing can be taken out of the search but what was added around it.
  const rest = hasOr(all) ? all : all.filter((term) => !own.includes(plainTerm(term)) && !isOther(term));
  if (state === "off") return rest.join(" ");
  const added = searchTerm(key, value, state === "not");
  return hasOr(rest) ? `(${rest.join(" ")}) ${added}` : [...rest, added].join(" ");
}

/** The `key:value` terms of a search that can be taken out of it; beside OR, none can. */
export function narrowingTerms(query: string): string[] {
  const terms = termsOf(query);
  return hasOr(terms) ? [] : terms.filter((term) => /^!?(?:tags\[|[A-Za-z_])[^":]*:./.test(term));
}

/** The search without a term that stands in it. */
export const withoutTerm = (query: string, term: string): string =>
  termsOf(query)
    .filter((one) => one !== term)
    .join(" ");
