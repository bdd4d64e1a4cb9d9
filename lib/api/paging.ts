// The Link header. Its cursors are `value:offset:is_prev` to tools, which only hand them back; ours carry an
// opaque keyset in the first part, so a page never skips or repeats a row that moved.
const CURSOR = /^([A-Za-z0-9_-]{1,200}):0:([01])$/;

export const MAX_PAGE = 100;

/** Page size from `per_page` or `limit`: clamped, because tools ask for more than any page has. */
export function pageSize(url: URL): number {
  const asked = Number(url.searchParams.get("per_page") ?? url.searchParams.get("limit") ?? MAX_PAGE);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_PAGE) : MAX_PAGE;
}

/** The keyset inside `cursor=`; null for the first page, also when the cursor is none of ours. */
export function readCursor(url: URL): string | null {
  return CURSOR.exec(url.searchParams.get("cursor") ?? "")?.[1] ?? null;
}

/** Link, and X-Hits when the number of all items is known. @param baseUrl public origin; what the request says of its host is not to be trusted. */
export function pageLinks(
  url: URL,
  page: { previous: string | null; next: string | null; hits?: number },
  baseUrl: string,
): Record<string, string> {
  const link = (rel: "previous" | "next", keyset: string | null) => {
    const cursor = `${keyset ?? "0"}:0:${rel === "previous" ? 1 : 0}`;
    const target = new URL(url.pathname + url.search, baseUrl);
    target.searchParams.set("cursor", cursor);
    return `<${target.href}>; rel="${rel}"; results="${keyset !== null}"; cursor="${cursor}"`;
  };
  const Link = `${link("previous", page.previous)}, ${link("next", page.next)}`;
  return page.hits === undefined ? { Link } : { Link, "X-Hits": String(page.hits) };
}

/** A keyset page of a short list that is read whole: the keyset is the last item's place. */
export function pageOf<Item>(items: readonly Item[], url: URL) {
  const size = pageSize(url);
  const asked = Number(readCursor(url) ?? 0);
  const start = Number.isInteger(asked) && asked > 0 ? asked : 0;
  return {
    hits: items.length,
    items: items.slice(start, start + size),
    previous: start > 0 ? String(Math.max(0, start - size)) : null,
    next: start + size < items.length ? String(start + size) : null,
  };
}
