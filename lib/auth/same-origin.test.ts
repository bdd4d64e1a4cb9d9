import { expect, it } from "vitest";
import { isSameOrigin } from "#lib/auth/same-origin.ts";

const BASE = "https://errors.example.com";

it.each([
  ["https://errors.example.com", "errors.example.com", true],
  ["https://errors.example.com", "10.0.0.7:3000", true],
  ["http://10.0.0.7:3000", "10.0.0.7:3000", true],
  [null, "errors.example.com", false],
  ["null", "errors.example.com", false],
  ["", "errors.example.com", false],
  ["https://evil.example", "errors.example.com", false],
  ["https://errors.example.com.evil.example", "errors.example.com", false],
  ["https://evil-errors.example.com", "errors.example.com", false],
  ["data:text/html,x", "", false],
  ["file:///x", "", false],
])("origin %j at host %j: %s", (origin, host, expected) => {
  expect(isSameOrigin(origin, host, BASE)).toBe(expected);
});
