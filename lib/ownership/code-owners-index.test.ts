import { describe, expect, it } from "vitest";
import { indexPatterns } from "#lib/ownership/code-owners-index.ts";
import { newEffort } from "#lib/ownership/path-pattern.ts";

describe("one pattern", () => {
  it.each([
    // Names, at any depth.
    ["*", "a/b/c.js", true],
    ["*.js", "a/b/c.js", true],
    ["*.js", "a/b/c.jsx", false],
    ["app.js", "a/b/app.js", true],
    ["app.js", "a/app.js/b.ts", true],
    ["docs/", "a/docs/b.md", true],
    ["docs/", "a/docs", false],
    ["docs", "docs", true],
    // From the root.
    ["/docs/", "docs/a/b.md", true],
    ["/docs/", "a/docs/b.md", false],
    ["docs/a.md", "docs/a.md", true],
    ["docs/a.md", "x/docs/a.md", false],
    ["/src/pay", "src/pay/charge.ts", true],
    ["/src/pay", "src/payments/charge.ts", false],
    ["/app.js", "app.js", true],
    ["/app.js", "a/app.js", false],
    // A last /* is one folder deep, as on GitHub; a last /** is all below.
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/a/b.md", false],
    ["/*", "README.md", true],
    ["/*", "src/a.js", false],
    ["docs/**", "docs/a/b.md", true],
    ["docs/**", "docs", false],
    ["**", "a/b", true],
    ["**/", "a/b", true],
    ["**/", "a", false],
    ["src/**/", "src/a", false],
    ["src/**/", "src/a/b", true],
    // Stars inside.
    ["src/*/api.ts", "src/a/api.ts", true],
    ["src/*/api.ts", "src/a/b/api.ts", false],
    ["src/*/api", "src/a/api/deep/x.ts", true],
    ["**/logs", "build/logs/a.txt", true],
    ["**/logs", "logs", true],
    ["src/**/test/*.ts", "src/test/a.ts", true],
    ["src/**/test/*.ts", "src/a/b/test/a.ts", true],
    ["src/**/test/*.ts", "src/a/latest/a.ts", false],
    ["src/**/test/*.ts", "src/a/test/b/a.ts", false],
    ["a/**/b/**/c", "a/b/c", true],
    ["a/**/b/**/c", "a/x/b/y/z/c/d", true],
    ["a/**/b/**/c", "a/x/c/b", false],
    ["**/a/b", "a/x/a/b", true],
    ["fo?.ts", "a/foo.ts", true],
    ["fo?.ts", "a/fo.ts", false],
    ["*o?o.ts", "ooxo.ts", true],
    ["/apps/*-web/", "apps/shop-web/a.ts", true],
    // Escapes, and case.
    ["docs/my\\ file.md", "docs/my file.md", true],
    ["a\\*b", "a*b", true],
    ["a\\*b", "axb", false],
    ["\\#a", "#a", true],
    ["Docs/", "docs/a", false],
    // What is no folder.
    ["src/", "./src/a.ts", true],
    ["/src/", "src//a.ts", true],
  ])("%s on %s: %s", (pattern, path, expected) =>
    expect(indexPatterns([pattern])(path, newEffort()) === 0).toBe(expected),
  );
});

describe("several patterns", () => {
  it.each([
    [["*", "*.js", "/src/"], "src/a.js", 2],
    [["*", "/src/", "*.js"], "src/a.js", 2],
    [["/src/", "*"], "src/a.js", 1],
    [["*", "/src/pay/", "/src/"], "src/pay/a.js", 2],
    [["*", "/src/", "/src/pay/"], "src/pay/a.js", 2],
    [["docs/", "docs"], "docs/a", 1],
    [["docs", "docs/"], "docs", 0],
    [["/a/", "/a/", "/b/"], "a/x", 1],
    [["/a/", "*.py"], "b/x", -1],
  ])("%j on %s: the last match is %d", (patterns, path, expected) =>
    expect(indexPatterns(patterns)(path, newEffort())).toBe(expected),
  );

  it("of fifty thousand lines are found at once", () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `/src/module-${n}/`);
    const wild = Array.from({ length: 3_000 }, (_, n) => `/lib/*/module-${n}/**/*.ts`);
    const find = indexPatterns(["*", ...lines, ...wild]);
    const begun = performance.now();
    for (let n = 0; n < 200; n++) expect(find(`src/module-${n * 9}/a/b.ts`, newEffort())).toBe(n * 9 + 1);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe("patterns that were made to take long", () => {
  it.each([
    ["stars", "*a".repeat(200) + "b", "a".repeat(1_000)],
    ["question marks", "*" + "?a".repeat(100) + "b", "a".repeat(1_000)],
    ["folders", "**/a/".repeat(30) + "b", "a/".repeat(62) + "c"],
    ["a block", `**/${"a*/".repeat(30)}b`, "aa/".repeat(62) + "c"],
  ])("do not: %s", (_name, pattern, path) => {
    const find = indexPatterns(Array.from({ length: 3_000 }, () => pattern));
    const begun = performance.now();
    expect(find(path, newEffort())).toBe(-1);
    expect(performance.now() - begun).toBeLessThan(250);
  });
});
