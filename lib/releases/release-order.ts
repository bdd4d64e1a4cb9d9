// Which of two releases of a project comes first: by version when the project has versions, else by date.
import { compareVersions, parseVersion } from "#lib/releases/version.ts";

/** `date` is milliseconds since 1970: when it was released, else when it was first heard of. */
export type DatedRelease = { version: string; date: number };

export type Order = {
  /** Below 0 when the first comes before the second. */
  order: number;
  by: "version" | "date";
};

/** @param hasVersions whether the project's releases are versions: lib/releases/version.ts says how that is told. */
export function compareReleases(a: DatedRelease, b: DatedRelease, hasVersions: boolean): Order {
  const [first, second] = hasVersions ? [parseVersion(a.version), parseVersion(b.version)] : [null, null];
  const order = first && second ? compareVersions(first, second) : null;
  if (order !== null) return { order, by: "version" };
  return { order: Math.sign(a.date - b.date), by: "date" };
}
