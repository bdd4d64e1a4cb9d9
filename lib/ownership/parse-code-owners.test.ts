import { expect, it } from "vitest";
import { ownersIn, parseCodeOwners } from "#lib/ownership/parse-code-owners.ts";

it.each([
  ["*.js @acme/web", "*.js", ["@acme/web"]],
  ["/src/ @ada bob@example.com @acme/pay", "/src/", ["@ada", "bob@example.com", "@acme/pay"]],
  ["/generated/", "/generated/", []],
  ["docs/my\\ file.md @ada", "docs/my\\ file.md", ["@ada"]],
  ["*.js @ada # for now", "*.js", ["@ada"]],
  ["*.js # nobody", "*.js", []],
  ["\\#notes @ada", "\\#notes", ["@ada"]],
  ["a#b.js @ada", "a#b.js", ["@ada"]],
  ["/a @@maintainers", "/a", ["@@maintainers"]],
  ["\t/a\t@ada\r", "/a", ["@ada"]],
])("reads %j", (text, pattern, owners) => {
  expect(parseCodeOwners(text)).toEqual({
    skipped: [],
    lines: [{ line: 1, text: text.trim(), pattern, owners }],
  });
});

it.each([
  ["!*.js @ada", "no “!”"],
  ["src/[ab].js @ada", "no [..]"],
  ["app/[org]/page.tsx @ada", "no [..]"],
  ["docs/my file.md @ada", "“file.md” is no owner"],
  ["*.js ada", "“ada” is no owner"],
  ["/ @ada", "names nothing"],
  [`${"a".repeat(501)} @ada`, "longer than 500"],
  [`${"a/".repeat(70)} @ada`, "deeper than 64"],
  [`a ${"@ada ".repeat(51)}`, "More than 50 owners"],
])("tells that %j is skipped, and why", (text, reason) => {
  const { lines, skipped } = parseCodeOwners(`# first\n${text}\n/last @ada`);
  expect(skipped).toEqual([
    { line: 2, text: text.trim().slice(0, 300), reason: expect.stringContaining(reason) },
  ]);
  expect(lines.map(({ line }) => line)).toEqual([3]);
});

it("gives a section's owners to its lines without any", () => {
  const file =
    "[Docs] @acme/docs\n/docs/\n/api/ @acme/api\n^[Optional][2]\n/none/\n[Web] @acme/web # ours\n/web/";
  const { lines, skipped } = parseCodeOwners(file);
  expect(skipped).toEqual([]);
  expect(lines.map(({ pattern, owners }) => [pattern, ...owners])).toEqual([
    ["/docs/", "@acme/docs"],
    ["/api/", "@acme/api"],
    ["/none/"],
    ["/web/", "@acme/web"],
  ]);
  expect(ownersIn(lines)).toEqual(["@acme/docs", "@acme/api", "@acme/web"]);
});

it("reads three megabytes at once", () => {
  const file = "/src/module/a @acme/web # x\n".repeat(110_000);
  const begun = performance.now();
  expect(parseCodeOwners(file).lines).toHaveLength(110_000);
  expect(performance.now() - begun).toBeLessThan(3_000);
});

it("tells where it stops", () => {
  const { lines, skipped } = parseCodeOwners("a @b\n".repeat(200_010));
  expect(lines).toHaveLength(200_000);
  expect(skipped).toMatchObject([
    { line: 200_001, reason: expect.stringContaining("Only the first 200,000") },
  ]);
  const wild = parseCodeOwners("*a @b\n".repeat(3_002));
  expect(wild.lines).toHaveLength(3_000);
  expect(wild.skipped.map(({ line }) => line)).toEqual([3_001, 3_002]);
});
