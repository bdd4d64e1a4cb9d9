import { expect, it } from "vitest";
import { formatDsn, parseDsn } from "#lib/envelope/dsn.ts";

const KEY = "0123456789abcdef0123456789abcdef";

const cases: [text: string, expected: object | null][] = [
  [
    `https://${KEY}@debrief.example/42`,
    { publicKey: KEY, projectId: 42, origin: "https://debrief.example", pathPrefix: "" },
  ],
  [
    `http://${KEY}:secret@[::1]:3000/a/b/7`,
    { publicKey: KEY, projectId: 7, origin: "http://[::1]:3000", pathPrefix: "/a/b" },
  ],
  [`https://debrief.example/42`, null],
  [`https://${KEY}@debrief.example/`, null],
  [`https://${KEY}@debrief.example/web`, null],
  [`ftp://${KEY}@debrief.example/1`, null],
  ["not a dsn", null],
  ["", null],
];
it.each(cases)("parses %s", (text, expected) => expect(parseDsn(text)).toEqual(expected));

it.each([
  ["http://localhost:3000", `http://${KEY}@localhost:3000/5`],
  ["https://example.com/debrief", `https://${KEY}@example.com/debrief/5`],
])("formats for %s", (baseUrl, expected) => {
  expect(formatDsn(baseUrl, KEY, 5)).toBe(expected);
  expect(parseDsn(expected)?.projectId).toBe(5);
});
