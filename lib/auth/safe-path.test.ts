import { expect, it } from "vitest";
import { safePath } from "#lib/auth/safe-path.ts";

it.each([
  ["/organizations/acme/issues/7?tab=raw#frame", "/organizations/acme/issues/7?tab=raw#frame"],
  ["/invite/abc", "/invite/abc"],
  ["/a/../b", "/b"],
  ["/", "/"],
])("%j is %j", (next, path) => {
  expect(safePath(next)).toBe(path);
});

it.each([
  null,
  undefined,
  "",
  "relative",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  " //evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "data:text/html,x",
  "/..//evil.example",
  "/a/..//evil.example",
  `/${"a".repeat(2_001)}`,
])("%.40j leads home", (next) => {
  expect(safePath(next)).toBeNull();
});
