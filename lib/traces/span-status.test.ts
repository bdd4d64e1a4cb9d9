import { expect, it } from "vitest";
import { statusOf } from "#lib/traces/span-status.ts";

it.each([
  ["ok", {}, "ok"],
  ["unknown_error", {}, "unknown"],
  ["not_found", {}, "not_found"],
  ["Internal_Error", {}, "internal_error"],
  ["error", {}, "internal_error"],
  ["error", { message: "deadline_exceeded" }, "deadline_exceeded"],
  ["error", { message: "TypeError: x is null", httpStatus: 404 }, "not_found"],
  ["error", { message: "ok" }, "internal_error"],
  ["ok", { httpStatus: 500 }, "ok"],
  ["TypeError: x is null", {}, "internal_error"],
  ["unset", {}, ""],
  [null, {}, ""],
  ["", { httpStatus: 500 }, ""],
  [5, {}, "not_found"],
  [99, {}, ""],
  [{}, {}, ""],
])("%j with %j is %s", (told, because, expected) => {
  expect(statusOf(told, { httpStatus: 0, ...because })).toBe(expected);
});
