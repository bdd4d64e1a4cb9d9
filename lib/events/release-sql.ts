// The parts of a release's name, `package@1.2.3-rc.1+build`, as ClickHouse takes it apart, and its order.
import type { Parameters } from "#lib/search/parameters.ts";

// What follows the last @, or everything.
const afterAt = "extract(release, '[^@]*$')";

const PARTS = {
  package: "extract(release, '^(.*)@')",
  version: `extract(${afterAt}, '^([^+]*)')`,
  build: `extract(${afterAt}, '[+](.*)$')`,
};

/** An expression for a part of `release`; '' where it has none. */
export const releasePart = (part: keyof typeof PARTS): string => PARTS[part];

const SEMVER = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:-([0-9A-Za-z.-]{1,60}))?(?:\+.*)?$/;

/** Numbers by their value, then what comes before the version itself: `1.10.0` > `1.9.0` > `1.9.0-rc.1`. */
const order = (numbers: string, preview: string) =>
  `(arrayResize(arrayMap(part -> toUInt32OrZero(part), splitByChar('.', ${numbers})), 4), ${preview} = '', ${preview})`;

const isVersion = `match(${PARTS.version}, '^v?[0-9]+([.][0-9]+)*(-.*)?$')`;

/** A condition for releases with a version on that side of another; undefined when the text is no version. */
export function compareRelease(operator: string, text: string, parameters: Parameters): string | undefined {
  const [, numbers, preview = ""] = SEMVER.exec(text.trim()) ?? [];
  if (numbers === undefined) return undefined;
  const theirs = order(`extract(${PARTS.version}, '^v?([0-9.]+)')`, `extract(${PARTS.version}, '-(.*)$')`);
  const ours = order(parameters.add("String", numbers), parameters.add("String", preview));
  return `${isVersion} AND ${theirs} ${operator} ${ours}`;
}
