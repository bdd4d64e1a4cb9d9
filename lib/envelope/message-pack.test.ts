import { decodeMulti, encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeValues } from "#lib/envelope/message-pack.ts";

const DEPTH = 32;
const fill = (unit: number[], bytes: number) =>
  Buffer.concat(Array.from({ length: Math.ceil(bytes / unit.length) }, () => Buffer.from(unit)));

it("passes whatever an encoder writes, and of a value that is cut off nothing", () => {
  const value = fc.anything({
    maxDepth: 4,
    values: [fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array()],
  });
  fc.assert(
    fc.property(value, value, fc.nat(), (first, second, cut) => {
      const [one, two] = [encode(first), encode(second)];
      const both = Buffer.concat([one, two]);
      expect(wholeValues(both, DEPTH)).toEqual(both);
      const part = both.subarray(0, one.length + (cut % two.length));
      expect(wholeValues(part, DEPTH)).toEqual(both.subarray(0, one.length));
    }),
  );
});

it("knows every form of a length", () => {
  const values = [31, 32, 255, 256, 65_535, 65_536, 70_000].flatMap((size) => [
    "x".repeat(size),
    new Uint8Array(size),
    Array.from({ length: size }, () => 1),
    Object.fromEntries(Array.from({ length: size }, (_, index) => [String(index), index * 1e9])),
    new Date(size * 1e12),
  ]);
  for (const value of values) {
    const bytes = encode(value);
    expect(wholeValues(bytes, DEPTH).length).toBe(bytes.length);
  }
});

describe("what would take much memory", () => {
  it.each([
    ["lists of 30 million entries", fill([0xdd, 0x01, 0xc9, 0xc3, 0x80], 60)],
    ["lists of a thousand entries", fill([0xdc, 0x03, 0xe8], 1_000_000)],
    ["maps that never end", fill([0xdf, 0x01, 0xc9, 0xc3, 0x80], 60)],
    ["lists of one, a million deep", Buffer.concat([fill([0x91], 1_000_000), Buffer.from([0])])],
    ["a text that is not there", Buffer.from([0xdb, 0xff, 0xff, 0xff, 0xff, 0x41])],
    ["what no value begins with", fill([0xc1], 10)],
  ])("is not decoded: %s", (_name, bytes) => {
    expect(wholeValues(bytes, DEPTH)).toHaveLength(0);
  });

  it("leaves what stands before it", () => {
    const good = encode({ message: "hello" });
    const bytes = Buffer.concat([good, fill([0xdd, 0x01, 0xc9, 0xc3, 0x80], 60)]);
    expect([...decodeMulti(wholeValues(bytes, DEPTH))]).toEqual([{ message: "hello" }]);
  });
});
