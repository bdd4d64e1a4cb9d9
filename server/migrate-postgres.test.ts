import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../prisma/${path}`, import.meta.url), "utf8");

it("has a migration for every change of the schema", () => {
  expect(read("migrations/migrated.prisma")).toBe(read("schema.prisma"));
});
