/** What the picker knows of a platform. */
export type PlatformChoice = { id: string; name: string; keywords: readonly string[] };

/** The platforms that a few typed words find: by name first, then by keyword; all of them for no words. */
export function matchPlatforms(platforms: readonly PlatformChoice[], typed: string): PlatformChoice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const byName = ({ name, id }: PlatformChoice) => `${name} ${id}`.toLowerCase();
  const all = (platform: PlatformChoice) =>
    `${byName(platform)} ${platform.keywords.join(" ")}`.toLowerCase();
  const named = platforms.filter((platform) => words.every((word) => byName(platform).includes(word)));
  const others = platforms.filter(
    (platform) => !named.includes(platform) && words.every((word) => all(platform).includes(word)),
  );
  return [...named, ...others];
}
