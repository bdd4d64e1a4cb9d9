import { expect, it } from "vitest";
import { compileGlob, foldPath } from "#lib/ownership/glob.ts";

it.each([
  ["src/app.js", "src/app.js", true],
  ["src/app.js", "src/app.jsx", false],
  ["src/*", "src/a/b.js", true],
  ["src/*", "lib/src/a.js", false],
  ["*/src/*", "lib/src/a.js", true],
  ["*.py", "a/b/c.py", true],
  ["*.py", "a/b/c.pyc", false],
  ["**/app.js", "app.js", true],
  ["**/app.js", "a/b/app.js", true],
  ["**/app.js", "a/myapp.js", false],
  ["src/**/app.js", "src/app.js", true],
  ["src/**/app.js", "src/a/b/app.js", true],
  ["src/**/app.js", "src/a/b/myapp.js", false],
  ["src/**/test/**/*.js", "src/test/a.js", true],
  ["src/**/test/**/*.js", "src/x/latest/a.js", false],
  ["src/**", "src/a/b", true],
  ["src**x", "src/a/x", true],
  ["app/[org]/page.tsx", "app/[org]/page.tsx", true],
  ["app/[org]/page.tsx", "app/o/page.tsx", false],
  ["a?c", "abc", false],
  ["a?c", "a?c", true],
  ["*", "", true],
  ["ab*ba", "aba", false],
])("%s on %s: %s", (glob, text, expected) => expect(compileGlob(glob)(text)).toBe(expected));

it("compares paths without case and with slashes", () => {
  expect(compileGlob(foldPath("C:\\Src\\*"))(foldPath("c:/src/Pay.cs"))).toBe(true);
});

it.each([
  ["many stars", "*a".repeat(250) + "b", "a".repeat(2_048)],
  ["many folders", "**/a/".repeat(120) + "b", "a/".repeat(1_024)],
  ["folders that never begin", "**/a*".repeat(100) + "b", "xa".repeat(1_024)],
])("takes no time: %s", (_name, glob, text) => {
  const matches = compileGlob(glob);
  const begun = performance.now();
  for (let round = 0; round < 100; round++) expect(matches(text)).toBe(false);
  expect(performance.now() - begun).toBeLessThan(500);
});
