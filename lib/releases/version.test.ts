import { describe, expect, it } from "vitest";
import { compareVersions, parseVersion, usesVersions } from "#lib/releases/version.ts";

describe("parseVersion", () => {
  it.each<[release: string, packageName: string, numbers: number[], prerelease: string, build: string]>([
    ["web@1.2.3", "web", [1, 2, 3, 0], "", ""],
    ["web@1", "web", [1, 0, 0, 0], "", ""],
    ["@acme/web@1.2.3.4", "@acme/web", [1, 2, 3, 4], "", ""],
    ["web@1.0rc1", "web", [1, 0, 0, 0], "rc1", ""],
    ["web@1.0.0-beta.2+77", "web", [1, 0, 0, 0], "beta.2", "77"],
    ["1.2.3", "", [1, 2, 3, 0], "", ""],
    ["v1.2", "", [1, 2, 0, 0], "", ""],
  ])("%s", (release, packageName, numbers, prerelease, build) => {
    expect(parseVersion(release)).toEqual({ packageName, numbers, prerelease, build });
  });

  it.each([
    "web@1a1",
    "web@1.2.3.4.5",
    "web@",
    "web@latest",
    "20240101",
    "1234567",
    "abcdef123456",
    "web@abcdef123456",
    "0123456789ab",
    `web@${"1".repeat(40)}`,
    "master",
    "",
    `web@${"9".repeat(180)}.1`,
  ])("%s is none", (release) => expect(parseVersion(release)).toBeNull());

  it("takes linear time", () => {
    const started = performance.now();
    parseVersion(`web@1.${"a-".repeat(100_000)}!`);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

const compare = (a: string, b: string) => {
  const [first, second] = [parseVersion(a), parseVersion(b)];
  return first && second && compareVersions(first, second);
};

describe("compareVersions", () => {
  it.each([
    ["web@1.9.0", "web@1.10.0"],
    ["web@1.2.3", "web@1.2.3.1"],
    ["web@1.0.0-rc1", "web@1.0.0"],
    // As text, by the protocol.
    ["web@1.0.0-rc10", "web@1.0.0-rc2"],
    ["web@1.0.0+9", "web@1.0.0+10"],
    ["web@1.0.0+b10", "web@1.0.0+b9"],
    ["web@1.0.0", "web@1.0.0+1"],
    ["v1.9.0", "1.10.0"],
  ])("%s comes before %s", (a, b) => {
    expect(compare(a, b)).toBeLessThan(0);
    expect(compare(b, a)).toBeGreaterThan(0);
  });
  it.each([
    ["web@1.0", "web@1.0.0"],
    ["v1.0.0", "1.0.0"],
  ])("%s is %s", (a, b) => expect(compare(a, b)).toBe(0));
  it("does not compare packages", () => expect(compare("web@1.0", "api@2.0")).toBeNull());
});

describe("usesVersions", () => {
  const list = (text: string) => [...text].map((char, at) => (char === "v" ? `web@1.${at}` : `build-${at}`));
  it.each([
    ["", false],
    ["v", true],
    ["vb", true],
    ["bv", false],
    ["bbv", true],
    ["bbbv", false],
    ["bbbvvvvvv", false],
    ["bbvvvbbbbb", true],
    ["bbvbbbbbbb", false],
    ["bbvvbbbbbb", false],
    ["bbbvvvvvvv", false],
    ["vbbbbbbvvb", true],
    ["vbbbbbbbbbvv", false],
  ])("newest first: %s → %s", (releases, expected) => expect(usesVersions(list(releases))).toBe(expected));
});
