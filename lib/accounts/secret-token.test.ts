import { expect, it } from "vitest";
import {
  hashToken,
  looksLikeToken,
  newInviteToken,
  newOrganizationToken,
  newUserToken,
} from "#lib/accounts/secret-token.ts";

it("makes a user token of 64 hex characters", () => {
  expect(newUserToken()).toMatch(/^sntryu_[0-9a-f]{64}$/);
  expect(newUserToken()).not.toBe(newUserToken());
});

it("writes origin and organization into an organization token", () => {
  const token = newOrganizationToken("acme", "https://errors.example.com", 1_795_176_909_500);
  const [prefix, payload, random, ...rest] = token.split("_");
  expect([prefix, rest]).toEqual(["sntrys", []]);
  expect(random).toMatch(/^[A-Za-z0-9+/]{43}$/);
  expect(JSON.parse(Buffer.from(payload!, "base64").toString())).toEqual({
    iat: 1_795_176_909.5,
    url: "https://errors.example.com",
    region_url: "https://errors.example.com",
    org: "acme",
  });
});

it("makes invite tokens that need no escaping", () => {
  expect(newInviteToken()).toMatch(/^[\w-]{43}$/);
});

it("stores SHA-256", () => {
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it.each([
  [newUserToken(), true],
  [newOrganizationToken("acme", "http://localhost:3000"), true],
  ["", false],
  ["%E0%A4%A", false],
  [`sntryu_${"g".repeat(64)}`, false],
  [`sntryu_${"a".repeat(64)} `, false],
  ["x".repeat(100_000), false],
])("%s: %s", (text, expected) => {
  expect(looksLikeToken(text)).toBe(expected);
});
