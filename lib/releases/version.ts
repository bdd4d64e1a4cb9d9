// Versions of releases, `package@version+build`, and their order. What is no version is ordered by date.

export type Version = {
  /** Empty when the release names none. */
  packageName: string;
  /** Four numbers; what is missing is 0. */
  numbers: readonly [number, number, number, number];
  /** Empty for a release; `rc1` for 1.0-rc1 and for 1.0rc1. */
  prerelease: string;
  build: string;
};

// Bounded, so that a name of two hundred digits is no number.
const VERSION =
  /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([0-9A-Za-z.-]+)|([A-Za-z][0-9A-Za-z.-]*))?(?:\+(.+))?$/;
const HASH = /^(?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{20}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** `@scope/app@1.2.3` → [`@scope/app`, `1.2.3`]; without a package the first is empty. */
function splitRelease(release: string): [packageName: string, version: string] {
  const at = release.lastIndexOf("@");
  return at > 0 ? [release.slice(0, at), release.slice(at + 1)] : ["", release];
}

/**
 * The version that a release's name says; null when it says none. Without a package it needs a dot: `1.2.3` and
 * `v1.2` are versions, `20240101` and `1234567` may be a day, a build or the start of a hash.
 */
export function parseVersion(release: string): Version | null {
  const [packageName, text] = splitRelease(release);
  if (HASH.test(text)) return null;
  const found = VERSION.exec(text);
  if (!found) return null;
  const [, first, second, third, fourth, dashed, attached, build = ""] = found;
  if (packageName === "" && second === undefined) return null;
  // A letter follows a number only where the numbers end with a dot before it: 1.0rc1, but not 1a1.
  if (attached !== undefined && second === undefined) return null;
  return {
    packageName,
    numbers: [Number(first), Number(second ?? 0), Number(third ?? 0), Number(fourth ?? 0)],
    prerelease: dashed ?? attached ?? "",
    build,
  };
}

const compareText = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

function compareBuilds(a: string, b: string): number {
  if (/^\d{1,15}$/.test(a) && /^\d{1,15}$/.test(b)) return Math.sign(Number(a) - Number(b));
  return compareText(a, b);
}

/** Below 0 when `a` comes before `b`; null when they are versions of different packages. */
export function compareVersions(a: Version, b: Version): number | null {
  if (a.packageName !== b.packageName) return null;
  for (const [index, number] of a.numbers.entries()) {
    const other = b.numbers[index] ?? 0;
    if (number !== other) return number < other ? -1 : 1;
  }
  if (a.prerelease !== b.prerelease) {
    if (a.prerelease === "") return 1;
    return b.prerelease === "" ? -1 : compareText(a.prerelease, b.prerelease);
  }
  return compareBuilds(a.build, b.build);
}

const isVersion = (release: string) => parseVersion(release) !== null;

/** Whether a project's releases are versions, by its newest ones, newest first; ten are enough. */
export function usesVersions(releases: readonly string[]): boolean {
  const [newest] = releases;
  if (newest === undefined) return false;
  if (releases.length <= 2) return isVersion(newest);
  const isAnyOfLastThree = releases.slice(0, 3).some(isVersion);
  if (releases.length < 10) return isAnyOfLastThree;
  return isAnyOfLastThree && releases.slice(0, 10).filter(isVersion).length >= 3;
}
