import { describe, expect, it } from "vitest";
import { parseField } from "#lib/search/parse-field.ts";
import { RequestError } from "#lib/errors.ts";

const name = (text: string, type: string | null = null) => ({ kind: "name", name: text, type });

describe("parseField", () => {
  it.each([
    ["span.op", name("span.op")],
    [" replayId ", name("replayId")],
    ["tags[plan]", name("plan", "string")],
    ["tags[cart.total,number]", name("cart.total", "number")],
    ["tags[vip, boolean]", name("vip", "boolean")],
    ["tags[it's {p0}; --]", name("it's {p0}; --", "string")],
    ["count()", { kind: "function", name: "count", argument: null }],
    ["p95( span.duration )", { kind: "function", name: "p95", argument: name("span.duration") }],
    ["avg(tags[x,number])", { kind: "function", name: "avg", argument: name("x", "number") }],
    ["__proto__", name("__proto__")],
  ])("reads %j", (text, field) => {
    expect(parseField(text)).toEqual(field);
  });

  it.each([
    "",
    "a b",
    "a;b",
    "a'b",
    "a`b",
    'a"b',
    "a\\b",
    "1a",
    "count(",
    "count(a,b)",
    "count(count())",
    "COUNT()",
    "tags[]",
    "tags[a\nb]",
    "tags[a,date]",
    "a".repeat(201),
    `tags[${"a".repeat(201)}]`,
    "equation|a+b",
    "a\u0000",
  ])("refuses %j", (text) => {
    expect(() => parseField(text)).toThrow(RequestError);
  });
});
