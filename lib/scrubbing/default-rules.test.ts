import { describe, expect, it } from "vitest";
import type { Json } from "#lib/events/event.ts";
import { scrubExtra } from "#server/testing/scrub.ts";

const F = "[Filtered]";

describe("the default rules by name", () => {
  it.each([
    "password",
    "userPassword",
    "secret",
    "client_secret",
    "passwd",
    "api_key",
    "api-key",
    "apikey",
    "X-Api-Key",
    "auth",
    "Authorization",
    "authentication",
    "credentials",
    "mysql_pwd",
    "privateKey",
    "private-key",
    "token",
    "access_token",
    "otp",
    "two-factor",
    "csrftoken",
    "PHPSESSID",
    "sessionid",
    "connect.sid",
  ])("take the value of %s", (key) => expect(scrubExtra({ [key]: "hello" })).toEqual({ [key]: F }));

  it.each(["author", "authors", "name", "potpourri", "session", "key", "compass", "ip_address"])(
    "leave %s",
    (key) => expect(scrubExtra({ [key]: "hello" })).toEqual({ [key]: "hello" }),
  );

  it.each<[string, Json, Json]>([
    ["text", "x", F],
    ["an empty text", "", ""],
    ["what is filtered already", F, F],
    ["a number", 1234, null],
    ["an object", { a: 1 }, null],
    ["a list", ["a"], null],
    ["an empty list", [], []],
    ["a boolean", true, true],
    ["null", null, null],
  ])("make of %s what it may be", (_name, value, expected) =>
    expect(scrubExtra({ password: value })).toEqual({ password: expected }),
  );

  it("leave counts of tokens, and take numbers that are tokens", () => {
    expect(scrubExtra({ input_tokens: 12, token: 12 })).toEqual({ input_tokens: 12, token: null });
  });
});

describe("the default rules by value", () => {
  it.each([
    ["the password is hunter2", F],
    ["api_key=abc", F],
    ["auth: abc", F],
    ['"token": "abc"', F],
    ["access_token=abc", F],
    ["my credentials", F],
    ["authored by Bob", "authored by Bob"],
    ["GET /auth/callback", "GET /auth/callback"],
    ["unexpected token < in JSON", "unexpected token < in JSON"],
    ["card 4111 1111 1111 1111.", `card ${F}.`],
    ["4111-1111-1111-1111 12", `${F} 12`],
    ["4111111111111111", F],
    ["378282246310005", F],
    ["5555555555554444", F],
    ["6011111111111117", F],
    ["4111111111111112", "4111111111111112"],
    ["1234567890123456", "1234567890123456"],
    ["a4111111111111111b", "a4111111111111111b"],
    ["pay DE89 3704 0044 0532 0130 00 NOW", `pay ${F} NOW`],
    ["GB82WEST12345698765432", F],
    ["GB82WEST12345698765431", "GB82WEST12345698765431"],
    ["ssn 078-05-1120", `ssn ${F}`],
    ["ssn 666-05-1120", "ssn 666-05-1120"],
    ["078-05-11200", "078-05-11200"],
    ["postgres://app:hunter2@db/x", `postgres://${F}@db/x`],
    ["https://medium.com/@bob", "https://medium.com/@bob"],
    ["Bearer abcdef.ghijkl", `Bearer ${F}`],
    ["bearer of news", "bearer of news"],
    ["-----BEGIN KEY-----\nMIIabc+/=\n-----END KEY-----", `-----BEGIN KEY-----\n${F}-----END KEY-----`],
    ["-----BEGIN RSA KEY-----\nMIIabc", `-----BEGIN RSA KEY-----\n${F}`],
    ["mail alice@example.com", "mail alice@example.com"],
    ["otp", F],
  ])("%s", (text, expected) =>
    expect(scrubExtra({ note: text, list: [text] })).toEqual({ note: expected, list: [expected] }),
  );

  it("take a card that is a number", () =>
    expect(scrubExtra({ n: 4111111111111111, m: 41 })).toEqual({ n: null, m: 41 }));
});
