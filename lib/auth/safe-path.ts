/**
 * Where to go after signing in: a path on this server, or null. `//host`, `/\host`, schemes, control
 * characters and anything that a URL parser reads as another origin are null.
 */
export function safePath(next: string | null | undefined): string | null {
  if (!next || next.length > 2_000 || !/^\/(?![/\\])/.test(next)) return null;
  // Parsers drop tabs and line breaks, which would turn "/\t/host" into "//host".
  if (/[\p{Cc}\\]/u.test(next)) return null;
  const here = "http://debrief.invalid";
  const url = URL.parse(next, here);
  // Dots can resolve to another "//host", as in "/..//host".
  if (url?.origin !== here || url.pathname.startsWith("//")) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The `next` of a page's query, when it is a path of ours. */
export function readNext(query: Record<string, string | string[] | undefined>): string | undefined {
  const { next } = query;
  return safePath(Array.isArray(next) ? next[0] : next) ?? undefined;
}
