import { describe, expect, it } from "vitest";
import { addAttribute, noAttributes, readAttributes } from "#lib/telemetry/attributes.ts";

describe("attributes on the wire", () => {
  it.each([
    ["a text", { value: "GET", type: "string" }, { attributes: { k: "GET" } }],
    ["a number", { value: 1.5, type: "double" }, { numbers: { k: 1.5 } }],
    ["an integer as text", { value: "42", type: "integer" }, { numbers: { k: 42 } }],
    ["a text of digits", { value: "42", type: "string" }, { attributes: { k: "42" } }],
    [
      "an integer beyond a number's reach",
      { value: "12345678901234567890", type: "integer" },
      { attributes: { k: "12345678901234567890" } },
    ],
    ["a boolean", { value: false, type: "boolean" }, { booleans: { k: false } }],
    ["a list", { value: ["a", 1], type: "array" }, { attributes: { k: '["a",1]' } }],
    ["a bare value", 7, { numbers: { k: 7 } }],
    ["an object without a value", { a: 1 }, { attributes: { k: '{"a":1}' } }],
    ["null", { value: null, type: "string" }, {}],
    ["infinity", { value: Infinity, type: "double" }, {}],
  ])("are read: %s", (_name, wire, expected) => {
    expect(readAttributes({ k: wire })).toEqual({ ...noAttributes(), ...expected });
  });

  it.each([[null], ["text"], [[1, 2]], [5], [undefined]])("may be garbage: %j", (wire) => {
    expect(readAttributes(wire)).toEqual(noAttributes());
  });

  it("tell what was lost", () => {
    const lost: string[] = [];
    const read = readAttributes(
      { long: "x".repeat(9_000), ["k".repeat(201)]: 1, infinite: Infinity, fine: 1 },
      (key) => lost.push(key),
    );
    expect(lost).toEqual(["long", "k".repeat(200), "infinite"]);
    expect(read.attributes["long"]).toHaveLength(8_192);
    expect(read.numbers).toEqual({ fine: 1 });
  });

  it("are at most 500", () => {
    const lost: string[] = [];
    const wire = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${index}`, index]));
    expect(Object.keys(readAttributes(wire, (key) => lost.push(key)).numbers)).toHaveLength(500);
    expect(lost).toEqual([""]);
  });

  it("never reach a prototype", () => {
    const wire: unknown = JSON.parse('{"__proto__":{"value":"x"},"constructor":"y"}');
    expect(readAttributes(wire)).toEqual(noAttributes());
    expect(addAttribute(noAttributes(), "__proto__", "x")).toBe(false);
  });

  const RENAMED = new Map([["http.method", "http.request.method"]]);

  it("take today's names", () => {
    expect(readAttributes({ "http.method": "GET" }, undefined, RENAMED).attributes).toEqual({
      "http.request.method": "GET",
    });
  });

  it.each([
    [{ "http.method": "GET", "http.request.method": "POST" }],
    [{ "http.request.method": "POST", "http.method": "GET" }],
  ])("prefer what came under today's name: %j", (wire) => {
    expect(readAttributes(wire, undefined, RENAMED).attributes).toEqual({ "http.request.method": "POST" });
  });
});
