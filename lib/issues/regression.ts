// Whether an event brings a resolved issue back, or belongs to what its resolution covers.
import { containsCommit } from "#lib/releases/contains-commit.ts";
import { compareReleases, type DatedRelease } from "#lib/releases/release-order.ts";

/** What resolved the issue; null for "now". */
export type ResolvedWith =
  | { kind: "IN_RELEASE"; release: DatedRelease }
  | { kind: "IN_NEXT_RELEASE"; current: DatedRelease }
  | { kind: "IN_COMMIT"; commit: string };

/** How it was decided; the activity tells. */
export type DecidedBy = "no_release" | "same_release" | "version" | "date" | "commit";

export type Verdict = { regressed: boolean; by: DecidedBy };

/**
 * @param release of the event; an event without one says nothing about a resolution that is about releases.
 * @param hasVersions whether the project's releases are versions.
 */
export function judgeRegression(
  resolved: ResolvedWith | null,
  release: DatedRelease | null,
  hasVersions: boolean,
): Verdict {
  if (resolved === null) return { regressed: true, by: "no_release" };
  if (release === null) return { regressed: false, by: "no_release" };
  switch (resolved.kind) {
    case "IN_RELEASE": {
      const fixed = resolved.release;
      if (fixed.version === release.version) return { regressed: true, by: "same_release" };
      const { order, by } = compareReleases(fixed, release, hasVersions);
      // Of two releases of one moment, the one with the fix counts as the later.
      return { regressed: by === "date" ? order < 0 : order <= 0, by };
    }
    case "IN_NEXT_RELEASE": {
      const { current } = resolved;
      if (current.version === release.version) return { regressed: false, by: "same_release" };
      const { order, by } = compareReleases(current, release, hasVersions);
      return { regressed: by === "date" ? order <= 0 : order < 0, by };
    }
    case "IN_COMMIT":
      // Nothing contains it yet, so whatever happens is what was there before.
      return { regressed: containsCommit(release.version, resolved.commit), by: "commit" };
  }
}
