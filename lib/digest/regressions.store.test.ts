// What brings a resolved issue back, and what does not: events through the door, releases as they come.
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import type { IssueChange, ResolvedBy } from "#lib/issues/schema.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen, storedIssue } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const change = async (to: IssueChange, at = Date.now() - 1_000) =>
  updateIssues(cast.alice.access, { ids: [(await storedIssue()).id], change: to }, at);
const resolve = (by?: ResolvedBy, at?: number) => change({ kind: "resolve", ...(by && { by }) }, at);
const status = async () => (await storedIssue()).status;
const lastActivity = async () => (await storedIssue()).activities.at(-1);

/** Releases of versions come in an order of their own; each is confirmed by a second event. */
async function ship(...versions: string[]): Promise<void> {
  for (const release of versions) {
    const at = Date.now() - 60_000;
    await happen(cast, { name: "Noise", release, at }, { name: "Noise", release, at: at + 1 });
  }
}

describe("an issue that was resolved", () => {
  it("now comes back with any later event, to the inbox, once", async () => {
    await happen(cast, { at: Date.now() - 5_000 });
    await resolve(undefined, Date.now() - 2_000);
    expect(await storedIssue()).toMatchObject({ status: "RESOLVED", reviewReason: null });
    await happen(cast, { at: Date.now() - 4_000 });
    expect(await status()).toBe("RESOLVED");
    await happen(cast, {}, {});
    const issue = await storedIssue();
    expect(issue).toMatchObject({ status: "UNRESOLVED", substatus: "REGRESSED", reviewReason: "REGRESSED" });
    expect(issue.activities.map(({ type }) => type)).toEqual(["FIRST_SEEN", "RESOLVED", "REGRESSED"]);
  });

  describe.each<[by: ResolvedBy, release: string | undefined, status: string, detail?: string]>([
    [{ kind: "next_release" }, "web@10.24.0", "RESOLVED"],
    // An old client, and a hot-fix of an old line that is built after the current one.
    [{ kind: "next_release" }, "web@9.0.0", "RESOLVED"],
    [{ kind: "next_release" }, "web@10.18.7", "RESOLVED"],
    [{ kind: "next_release" }, undefined, "RESOLVED"],
    [
      { kind: "next_release" },
      "web@10.25.0",
      "UNRESOLVED",
      "in web@10.25.0, was resolved in the release after web@10.24.0",
    ],
    [{ kind: "release", version: "web@10.25.0" }, "web@10.24.9", "RESOLVED"],
    [{ kind: "release", version: "web@10.25.0" }, "web@10.18.7", "RESOLVED"],
    [
      { kind: "release", version: "web@10.25.0" },
      "web@10.25.1",
      "UNRESOLVED",
      "in web@10.25.1, was resolved in web@10.25.0",
    ],
    [
      { kind: "release", version: "latest" },
      "web@10.24.0",
      "UNRESOLVED",
      "in web@10.24.0, was resolved in web@10.24.0",
    ],
    [{ kind: "release", version: "latest" }, "web@10.23.9", "RESOLVED"],
    [{ kind: "commit", commit: "abcdef1234" }, "web@11.0.0", "RESOLVED"],
    [
      { kind: "commit", commit: "abcdef1234" },
      "web@11.0.0+abcdef1",
      "UNRESOLVED",
      "in web@11.0.0+abcdef1, was resolved by commit abcdef1234",
    ],
  ])("by %j", (by, release, expected, detail) => {
    it(`and happens in ${release} is ${expected}`, async () => {
      await ship("web@10.18.6", "web@10.23.0", "web@10.24.0");
      await happen(cast, { release: "web@10.24.0", at: Date.now() - 30_000 });
      await resolve(by);
      await happen(cast, { release });
      expect(await status()).toBe(expected);
      const data = (await lastActivity())?.data;
      if (detail) expect(data).toMatchObject({ detail });
    });
  });

  it("in the next release is resolved in that one as soon as it is there, and not in a hot-fix", async () => {
    await ship("web@10.18.6", "web@10.24.0");
    await happen(cast, { release: "web@10.24.0", at: Date.now() - 30_000 });
    await resolve({ kind: "next_release" });
    await ship("web@10.18.7");
    expect((await storedIssue()).resolution).toMatchObject({
      kind: "IN_NEXT_RELEASE",
      currentVersion: "web@10.24.0",
    });
    await ship("web@10.25.0");
    const { resolution } = await storedIssue();
    expect(resolution).toMatchObject({ kind: "IN_RELEASE", release: { version: "web@10.25.0" } });
    // The hot-fix lives on, and never brings it back.
    await happen(cast, { release: "web@10.18.7" }, { release: "web@10.18.8" });
    expect(await status()).toBe("RESOLVED");
  });

  it("in the next release is resolved in the earliest of those that come at once", async () => {
    await ship("web@10.8.0");
    await happen(cast, { release: "web@10.8.0", at: Date.now() - 30_000 });
    await resolve({ kind: "next_release" });
    const at = Date.now() - 20_000;
    const versions = ["web@10.10.0", "web@10.9.0"];
    await happen(
      cast,
      ...versions.flatMap((release) => [0, 1].map((more) => ({ name: "Noise", release, at: at + more }))),
    );
    expect((await storedIssue()).resolution?.release?.version).toBe("web@10.9.0");
    await happen(cast, { release: "web@10.9.0" });
    expect(await status()).toBe("UNRESOLVED");
  });

  it("in a version is not brought back by an old line though somebody sends names that are no versions", async () => {
    await ship("web@1.0.0", "web@2.0.0");
    await happen(cast, { release: "web@2.0.0", at: Date.now() - 30_000 });
    await resolve({ kind: "next_release" });
    await happen(cast, ...["x", "y", "z"].map((release) => ({ name: "Forged", release })));
    await happen(cast, { release: "web@1.0.1" });
    expect(await status()).toBe("RESOLVED");
  });

  it("in the next release of versions without a package is not brought back by the current one", async () => {
    await ship("v1.9.0", "v1.10.0");
    await happen(cast, { release: "v1.10.0", at: Date.now() - 30_000 });
    await resolve({ kind: "next_release" });
    await happen(cast, { release: "v1.9.0" }, { release: "v1.10.0" });
    expect(await status()).toBe("RESOLVED");
    await happen(cast, { release: "v1.10.1" });
    expect(await status()).toBe("UNRESOLVED");
  });

  it("in the next release of builds is resolved in the next build, not in an old one that is heard of again", async () => {
    await happen(cast, { name: "Noise", release: "build-1", at: Date.now() - 90_000 });
    await ship("build-2");
    await happen(cast, { release: "build-2", at: Date.now() - 30_000 });
    await resolve({ kind: "next_release" });
    await happen(cast, { name: "Noise", release: "build-1" });
    expect((await storedIssue()).resolution).toMatchObject({
      kind: "IN_NEXT_RELEASE",
      currentVersion: "build-2",
    });
    await ship("build-3");
    expect((await storedIssue()).resolution?.release?.version).toBe("build-3");
    await happen(cast, { release: "build-1" }, { release: "build-2" });
    expect(await status()).toBe("RESOLVED");
    await happen(cast, { release: "build-3" });
    expect(await status()).toBe("UNRESOLVED");
  });

  it("in the next release is not covered for ever by a version that somebody forged", async () => {
    await ship("web@1.0.0");
    await happen(cast, { name: "Forged", release: "web@999.9.9", at: Date.now() - 30_000 });
    await happen(cast, { release: "web@1.0.0", at: Date.now() - 20_000 });
    await resolve({ kind: "next_release" });
    expect((await storedIssue()).resolution?.currentVersion).toBe("web@1.0.0");
    await happen(cast, { name: "Forged", release: "web@1000.0.0", at: Date.now() - 10_000 });
    expect((await storedIssue()).resolution?.kind).toBe("IN_NEXT_RELEASE");
    await happen(cast, { release: "web@1.1.0" });
    expect(await status()).toBe("UNRESOLVED");
  });

  it("by a commit comes back in later releases once one is built of it, by their dates", async () => {
    await ship("1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    await happen(cast, {
      release: "1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      at: Date.now() - 30_000,
    });
    await resolve({ kind: "commit", commit: "2222222" });
    expect(await lastActivity()).toMatchObject({
      type: "RESOLVED_IN_COMMIT",
      data: { detail: "by commit 2222222" },
    });
    await happen(cast, { release: "1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" });
    await ship("2222222bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
    expect((await storedIssue()).resolution?.kind).toBe("IN_RELEASE");
    await happen(cast, { release: "1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" });
    expect(await status()).toBe("RESOLVED");
    await happen(cast, { release: "3333333cccccccccccccccccccccccccccccccccc" });
    expect(await lastActivity()).toMatchObject({ type: "REGRESSED", data: { decidedBy: "date" } });
  });

  it("in a release that is still to come stays so in what comes before it", async () => {
    await ship("build-1");
    await happen(cast, { release: "build-1", at: Date.now() - 30_000 });
    await resolve({ kind: "release", version: "build-9" });
    await happen(cast, { release: "build-2" });
    expect(await status()).toBe("RESOLVED");
    await happen(cast, { release: "build-9" });
    expect(await lastActivity()).toMatchObject({ type: "REGRESSED", data: { decidedBy: "same_release" } });
    expect(await db().issueResolution.count()).toBe(0);
  });

  it("is not resolved in a release of a project that has none", async () => {
    await happen(cast, {});
    await expect(resolve({ kind: "next_release" })).rejects.toMatchObject({ status: 400 });
    await expect(resolve({ kind: "release", version: "a/b" })).rejects.toMatchObject({ status: 400 });
    expect(await status()).toBe("UNRESOLVED");
  });
});
