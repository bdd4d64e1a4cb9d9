import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeStoreBody, replaceNonFinite } from "#lib/ingest/decode-store-body.ts";

const EVENT = `{"message":"hello"}`;
const base64 = (bytes: Uint8Array | string) => Buffer.from(Buffer.from(bytes).toString("base64"));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe("decodeStoreBody", () => {
  it.each([
    ["JSON", Buffer.from(EVENT)],
    ["JSON after white space", Buffer.from(`\r\n ${EVENT}`)],
    ["base64", base64(EVENT)],
    ["base64 of zlib", base64(deflateSync(EVENT))],
    [
      "base64 with line breaks",
      Buffer.from(
        base64(deflateSync(EVENT))
          .toString()
          .replace(/(.{8})/g, "$1\n"),
      ),
    ],
    ["zlib", deflateSync(EVENT)],
  ])("reads %s", (_name, body) => expect(text(decodeStoreBody(body, 100)).trim()).toBe(EVENT));

  it.each([
    ["nothing", Buffer.alloc(0), 400],
    ["plain text", Buffer.from("hello"), 400],
    ["a list", Buffer.from("[1]"), 400],
    ["broken zlib", base64(deflateSync(EVENT).subarray(0, 12)), 400],
    ["a bomb", base64(deflateSync(Buffer.alloc(10_000_000, " "))), 413],
    ["a long event", Buffer.from(`{"a":"${"x".repeat(200)}"}`), 413],
  ])("refuses %s", (_name, body, status) => {
    expect(() => decodeStoreBody(body, 100)).toThrow(expect.objectContaining({ status }));
  });
});

it.each([
  [`{"a":NaN,"b":[-Infinity,Infinity,1]}`, `{"a":null,"b":[null,null,1]}`],
  [`{"a":"NaN \\"NaN\\" Infinity","NaN":-1}`, `{"a":"NaN \\"NaN\\" Infinity","NaN":-1}`],
  [`{"a":"\\\\","b":NaN}`, `{"a":"\\\\","b":null}`],
  ["-Infinit", "-Infinit"],
])("replaceNonFinite: %s", (before, after) => {
  expect(text(replaceNonFinite(Buffer.from(before)))).toBe(after);
});
