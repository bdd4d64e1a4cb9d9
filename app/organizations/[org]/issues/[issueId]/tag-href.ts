/** The issue list, narrowed to a tag's value; null for tags that the list cannot be searched by. */
export function tagHref(org: string, key: string, value: string): string | null {
  const list = `/organizations/${org}/issues`;
  const quoted = `"${value.replace(/[\\"]/g, "\\$&")}"`;
  switch (key) {
    case "environment":
      return `${list}?${new URLSearchParams({ environment: value })}`;
    case "release":
    case "level":
      return `${list}?${new URLSearchParams({ query: `${key}:${quoted}` })}`;
    default:
      return null;
  }
}
