import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const withoutComments = (path: string) =>
  readFileSync(new URL(`../prisma/${path}`, import.meta.url), "utf8").replace(/^\s*\/\/.*\n/gm, "");

it("has a migration for every change of the schema", () => {
  expect(withoutComments("migrations/migrated.prisma")).toBe(withoutComments("schema.prisma"));
});
