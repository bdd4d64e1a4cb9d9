import { expect, it } from "vitest";
import { containsCommit } from "#lib/releases/contains-commit.ts";

const HASH = "abcdef0123456789abcdef0123456789abcdef01";

it.each<[release: string, commit: string, boolean]>([
  [HASH, HASH, true],
  [HASH, "abcdef0", true],
  ["abcdef0", HASH, true],
  ["ABCDEF0", HASH, true],
  [`web@${HASH}`, "abcdef01", true],
  ["web@1.2.3+abcdef0", HASH, true],
  ["web@1.2.3+abcdef0", "abcdef1", false],
  // Too short to mean one commit.
  ["abcdef", HASH, false],
  ["web@1.2.3", HASH, false],
  [HASH, "", false],
  [HASH, "abcdef0 OR 1", false],
])("%s contains %s: %s", (release, commit, expected) =>
  expect(containsCommit(release, commit)).toBe(expected),
);
