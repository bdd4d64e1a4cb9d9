import { describe, expect, it } from "vitest";
import { judgeRegression, type ResolvedWith } from "#lib/issues/regression.ts";

const at = (version: string, date = 0) => ({ version, date });
const inRelease = (version: string, date = 0): ResolvedWith => ({
  kind: "IN_RELEASE",
  release: at(version, date),
});
const inNext = (version: string, date = 0): ResolvedWith => ({
  kind: "IN_NEXT_RELEASE",
  current: at(version, date),
});
const inCommit: ResolvedWith = { kind: "IN_COMMIT", commit: "abcdef1" };

describe("judgeRegression", () => {
  it.each<[string, ResolvedWith | null, ReturnType<typeof at> | null, versions: boolean, boolean, string]>([
    ["now, by anything", null, null, false, true, "no_release"],
    ["now, by an old client", null, at("w@1.0"), true, true, "no_release"],
    ["in a release, by an event without one", inRelease("w@2.0"), null, true, false, "no_release"],
    ["in a release, by itself", inRelease("w@2.0"), at("w@2.0"), true, true, "same_release"],
    ["in a release, by an older", inRelease("w@2.0", 5), at("w@1.9", 9), true, false, "version"],
    ["in a release, by a newer", inRelease("w@2.0", 5), at("w@2.0.1", 1), true, true, "version"],
    ["in a release, by the same written otherwise", inRelease("w@2.0"), at("w@2.0.0"), true, true, "version"],
    ["in a release, by another package", inRelease("w@2.0", 5), at("api@1.0", 9), true, true, "date"],
    ["in a release, by an earlier build", inRelease("b2", 5), at("b1", 4), false, false, "date"],
    ["in a release, by a build of the same moment", inRelease("b2", 5), at("b1", 5), false, false, "date"],
    ["in a release, by a later build", inRelease("b2", 5), at("b3", 6), false, true, "date"],
    ["in a release, without versions", inRelease("w@2.0", 5), at("w@1.0", 6), false, true, "date"],
    ["in the next, by the current", inNext("w@2.0"), at("w@2.0"), true, false, "same_release"],
    [
      "in the next, by a hot-fix of an old line",
      inNext("w@2.0", 5),
      at("w@1.9.1", 9),
      true,
      false,
      "version",
    ],
    ["in the next, by the next", inNext("w@2.0", 5), at("w@2.1", 9), true, true, "version"],
    ["in the next, by the same written otherwise", inNext("w@2.0"), at("w@2.0.0"), true, false, "version"],
    ["in the next, by an earlier build", inNext("b2", 5), at("b1", 4), false, false, "date"],
    ["in the next, by a later build", inNext("b2", 5), at("b3", 6), false, true, "date"],
    ["by a commit, before it is built", inCommit, at("w@9.0"), true, false, "commit"],
    ["by a commit, in its build", inCommit, at("w@9.0+abcdef12"), true, true, "commit"],
  ])("%s", (_name, resolved, release, versions, regressed, by) => {
    expect(judgeRegression(resolved, release, versions)).toEqual({ regressed, by });
  });
});
