import { describe, expect, it } from "vitest";
import { parseBasicAuth, parseQueryAuth, parseSentryAuth } from "#lib/envelope/auth-header.ts";

const KEY = "a".repeat(32);
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("the Sentry scheme", () => {
  const full = { publicKey: KEY, version: "7", client: "sentry.python/2.68.0" };
  const cases: [name: string, value: string, expected: object | null][] = [
    ["usual", `Sentry sentry_key=${KEY}, sentry_version=7, sentry_client=sentry.python/2.68.0`, full],
    [
      "any order, no spaces",
      `Sentry sentry_client=sentry.python/2.68.0,sentry_version=7,sentry_key=${KEY}`,
      full,
    ],
    [
      "any case, odd spacing",
      `  sENTRY   sentry_key = ${KEY} ,sentry_version= 7,sentry_client=sentry.python/2.68.0 `,
      full,
    ],
    [
      "with a secret",
      `Sentry sentry_key=${KEY}, sentry_secret=s`,
      { publicKey: KEY, version: null, client: null },
    ],
    ["without a key", "Sentry sentry_version=7", null],
    ["empty key", "Sentry sentry_key=, sentry_version=7", null],
    ["another scheme", `Bearer sentry_key=${KEY}`, null],
    ["no scheme", `sentry_key=${KEY}`, null],
    ["nothing", "", null],
  ];
  it.each(cases)("%s", (_name, value, expected) => expect(parseSentryAuth(value)).toEqual(expected));
});

describe("Basic", () => {
  const cases: [name: string, value: string, key: string | undefined][] = [
    ["key and colon", `Basic ${base64(`${KEY}:`)}`, KEY],
    ["key and secret", `basic ${base64(`${KEY}:secret`)}`, KEY],
    ["no colon", `Basic ${base64(KEY)}`, KEY],
    ["empty key", `Basic ${base64(":x")}`, undefined],
    ["no base64", "Basic ???", undefined],
  ];
  it.each(cases)("%s", (_name, value, key) => expect(parseBasicAuth(value)?.publicKey).toBe(key));
});

it("reads the query", () => {
  const query = new URLSearchParams(
    `sentry_version=7&sentry_key=${KEY}&sentry_client=sentry.javascript.browser%2F11.12.0`,
  );
  expect(parseQueryAuth(query)).toEqual({
    publicKey: KEY,
    version: "7",
    client: "sentry.javascript.browser/11.12.0",
  });
  expect(parseQueryAuth(new URLSearchParams("sentry_version=7"))).toBeNull();
});
