import { describe, expect, it } from "vitest";
import { describeViolation, readCspViolation } from "#lib/events/csp.ts";

const old = (fields: object) => ({
  "csp-report": {
    "effective-directive": "script-src-elem",
    "document-uri": "https://shop.example/",
    ...fields,
  },
});
const modern = (body: unknown) => ({ type: "csp-violation", body });

// prettier-ignore
const cases: [blocked: string, directive: string, source: string, message: string][] = [
  ["https://evil.example/x.js?token=1", "script-src-elem", "evil.example", "Blocked 'script' from 'evil.example'"],
  ["https://EVIL.example:8443/x", "connect-src", "evil.example:8443", "Blocked 'connect' from 'evil.example:8443'"],
  ["wss://live.example/", "connect-src", "live.example", "Blocked 'connect' from 'live.example'"],
  ["https://shop.example/x.png", "img-src", "self", "Blocked 'image' from 'self'"],
  ["self", "style-src", "self", "Blocked 'style' from 'self'"],
  ["", "style-src", "self", "Blocked 'style' from 'self'"],
  ["inline", "style-src-attr", "inline", "Blocked inline 'style'"],
  ["eval", "script-src", "eval", "Blocked eval in 'script'"],
  ["data", "font-src", "data:", "Blocked 'font' from 'data:'"],
  ["data:image/png;base64,AAAA", "img-src", "data:", "Blocked 'image' from 'data:'"],
  ["chrome-extension://abc/x.js", "script-src", "chrome-extension:", "Blocked 'script' from 'chrome-extension:'"],
  ["trusted-types-sink", "require-trusted-types-for", "trusted-types-sink", "Blocked by 'require-trusted-types-for'"],
];

describe("what was blocked", () => {
  it.each(cases)("%j by %s", (blocked, directive, source, message) => {
    const fields = { "blocked-uri": blocked, "effective-directive": directive };
    const violation = readCspViolation(old(fields))!;
    expect(violation.blocked_source).toBe(source);
    expect(describeViolation(violation)).toBe(message);
    const body = { blockedURL: blocked, effectiveDirective: directive, documentURL: "https://shop.example/" };
    expect(readCspViolation(modern(body))).toEqual(violation);
  });
});

it.each([
  [{ "effective-directive": undefined, "violated-directive": "img-src  'self' data:" }, "img-src"],
  [{ "effective-directive": "", "violated-directive": " font-src" }, "font-src"],
  [{ "effective-directive": "IMG-SRC" }, "img-src"],
])("the directive of %j", (fields, directive) => {
  expect(readCspViolation(old(fields))?.effective_directive).toBe(directive);
});

it.each([
  [{}],
  [{ "csp-report": [] }],
  [{ "csp-report": { "effective-directive": 7 } }],
  [{ "csp-report": { "effective-directive": "<script>" } }],
  [modern(null)],
  [{ type: "deprecation", body: { effectiveDirective: "img-src" } }],
])("is none: %j", (report) => expect(readCspViolation(report)).toBeNull());

it("keeps fields of their kinds, and no more of them than is useful", () => {
  const violation = readCspViolation(
    old({ "line-number": "7", "column-number": 3, "original-policy": "x".repeat(9_000), other: "y" }),
  );
  expect(violation).not.toHaveProperty("line_number");
  expect(violation).not.toHaveProperty("other");
  expect(violation).toMatchObject({ column_number: 3 });
  expect(violation?.original_policy).toHaveLength(6_144);
});
