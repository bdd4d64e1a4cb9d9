import { expect, it } from "vitest";
import { attemptLimit } from "#lib/accounts/attempt-limit.ts";

it("allows so many in a window, and again after it", () => {
  const limit = attemptLimit(2, 1_000);
  expect([limit.attempt("a", 0), limit.attempt("a", 10), limit.attempt("a", 400)]).toEqual([0, 0, 600]);
  expect(limit.attempt("b", 400)).toBe(0);
  expect(limit.attempt("a", 999)).toBe(1);
  expect(limit.attempt("a", 1_000)).toBe(0);
});

it("forgets after a success", () => {
  const limit = attemptLimit(1, 1_000);
  limit.attempt("a", 0);
  limit.forget("a");
  expect(limit.attempt("a", 1)).toBe(0);
});

it("keeps no more than ten thousand keys", () => {
  const limit = attemptLimit(1, 1_000);
  for (let n = 0; n <= 10_000; n++) limit.attempt(`key ${n}`, 0);
  expect(limit.attempt("key 0", 1)).toBe(0);
  expect(limit.attempt("key 10000", 1)).toBeGreaterThan(0);
});
