import { describe, expect, it } from "vitest";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson, parseInnerJson } from "#lib/events/parse-json.ts";

const parse = (text: string) => parseEventJson(new TextEncoder().encode(text));

function reasonOf(text: string): string {
  try {
    parse(text);
    return "parsed";
  } catch (error) {
    return error instanceof InvalidEvent ? error.reason : String(error);
  }
}

describe("parseEventJson", () => {
  it.each([
    ["", "invalid_json"],
    ["{", "invalid_json"],
    ['{"a":NaN}', "invalid_json"],
    ['{"a":1}}', "invalid_json"],
    ['{"a":"\u0000"}', "invalid_json"],
    ["[]", "not_an_object"],
    ["null", "not_an_object"],
    ['"text"', "not_an_object"],
    ['{"a":'.repeat(10_000), "too_deep"],
    ['{"a":' + "[".repeat(1_000_000), "too_deep"],
    ['{"a":' + "[".repeat(127) + "]".repeat(127) + "}", "parsed"],
    [`{"a":"${"[".repeat(500)}\\"${"{".repeat(500)}"}`, "parsed"],
    [`{${'"k":0,'.repeat(1_000_000)}"k":0}`, "too_large"],
  ])("%#", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it.each([
    ["a byte order mark", '\uFEFF{"a":1}', { a: 1 }],
    ["a doubled key: the last wins", '{"a":1,"a":2}', { a: 2 }],
    ["a lone surrogate", '{"a":"x\\ud800y"}', { a: "x\uFFFDy" }],
    ["an escaped pair", '{"a":"\\ud83d\\ude00"}', { a: "😀" }],
    ["NUL in value and key", '{"a\\u0000":["b\\u0000c"]}', { a: ["bc"] }],
    ["an escaped backslash before u0000", '{"a":"\\\\u0000"}', { a: "\\u0000" }],
    [
      "a number above 2^53",
      '{"a":9007199254740993,"b":-123456789012345678901}',
      { a: "9007199254740993", b: "-123456789012345678901" },
    ],
    [
      "long fractions",
      '{"a":0.30000000000000004,"b":1795440000.1234567890123}',
      { a: 0.30000000000000004, b: 1795440000.1234567 },
    ],
  ])("%s", (_name, text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it("keeps prototypes as they are", () => {
    const value = parse(
      '{"__proto__":{"bad":1},"a":{"__pro\\u0000to__":{"bad":1},"constructor":{"prototype":{"bad":1}}}}',
    );
    expect(value).toEqual({ a: {} });
    expect(Object.assign({}, value).bad).toBeUndefined();
    expect(({} as { bad?: number }).bad).toBeUndefined();
  });

  it("refuses what no door lets in", () => {
    expect(reasonOf(`{"a":"${"x".repeat(33 * 1024 * 1024)}"}`)).toBe("too_large");
  });

  it("replaces bytes that are not UTF-8", () => {
    expect(parseEventJson(Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))).toEqual({
      a: "\uFFFD",
    });
  });
});

it("parseInnerJson says undefined where there is no JSON", () => {
  expect([parseInnerJson("{"), parseInnerJson("[".repeat(500)), parseInnerJson('{"a":1}')]).toEqual([
    undefined,
    undefined,
    { a: 1 },
  ]);
});
