const LONGEST = 50;

/** How a monitor is named in addresses; "" when the name has no letter or digit that a slug can keep. */
export function monitorSlug(name: string): string {
  return name
    .slice(0, 1_000)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
}
