import { afterEach, beforeEach, expect, it } from "vitest";
import { overrideEnvironment } from "#lib/env.ts";
import { seal, unseal } from "#lib/sealed.ts";

beforeEach(() => overrideEnvironment({ authSecret: "first secret" }));
afterEach(() => overrideEnvironment({ authSecret: undefined }));

it.each(["ghp_token", "", "ä😀\n".repeat(1_000)])("opens what it sealed", (secret) => {
  const sealed = seal(secret, "integration token");
  expect(sealed).toMatch(/^v1\.[\w-]+$/);
  expect(unseal(sealed, "integration token")).toBe(secret);
});

it("seals the same secret differently each time, without showing it", () => {
  const [one, two] = [seal("ghp_token", "a"), seal("ghp_token", "a")];
  expect(one).not.toBe(two);
  expect(Buffer.from(one.slice(3), "base64url").includes("ghp_token")).toBe(false);
});

it("opens for its own purpose only", () => {
  expect(() => unseal(seal("ghp_token", "a"), "b")).toThrow(/cannot be opened/);
});

it("does not open under another AUTH_SECRET, and says what to do", () => {
  const sealed = seal("ghp_token", "a");
  overrideEnvironment({ authSecret: "second secret" });
  expect(() => unseal(sealed, "a")).toThrow(/AUTH_SECRET is not the one .* Enter the secret again/);
});

it.each<[name: string, touch: (sealed: string) => string]>([
  ["another version", (sealed) => sealed.replace("v1", "v2")],
  ["nothing", () => ""],
  ["too short", () => "v1.AAAA"],
  ["a flipped bit", (sealed) => sealed.slice(0, 20) + (sealed[20] === "A" ? "B" : "A") + sealed.slice(21)],
  ["a cut end", (sealed) => sealed.slice(0, -4)],
  ["something added", (sealed) => `${sealed}.more`],
])("refuses what was touched: %s", (_name, touch) => {
  expect(() => unseal(touch(seal("ghp_token", "a")), "a")).toThrow(/cannot be opened/);
});

it("says that AUTH_SECRET is missing", () => {
  overrideEnvironment({ authSecret: undefined });
  expect(() => seal("ghp_token", "a")).toThrow(/AUTH_SECRET is not set/);
});
