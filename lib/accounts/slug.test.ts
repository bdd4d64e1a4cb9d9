import { expect, it } from "vitest";
import { Slug, slugCandidates, slugify } from "#lib/accounts/slug.ts";

it.each([
  ["Acme", "acme"],
  ["Ärzte & Söhne GmbH", "arzte-sohne-gmbh"],
  ["  web / api  ", "web-api"],
  ["日本", "org"],
  ["", "org"],
  ["2026", "org-2026"],
  ["new", "org-new"],
  ["x".repeat(80), "x".repeat(42)],
])("%j becomes %j", (name, slug) => {
  expect(slugify(name, "org")).toBe(slug);
  expect(Slug.safeParse(slug).success).toBe(true);
});

it.each(["", "12", "new", "Acme", "a b", "../x", "-a", "a".repeat(51), "a\n"])("%j is no slug", (slug) => {
  expect(Slug.safeParse(slug).success).toBe(false);
});

it("offers valid candidates, each another one", () => {
  const candidates = [...slugCandidates(slugify("x".repeat(80), "org"))];
  expect(new Set(candidates).size).toBe(candidates.length);
  for (const slug of candidates) expect(Slug.safeParse(slug).success).toBe(true);
});
