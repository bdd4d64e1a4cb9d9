// Items as SDKs send them, but for a few values that are as large, small, long or broken as values can be: what passes
// every check of a digester must still fit the stores.
import fc from "fast-check";
import { HEX32, NOW, OWN_ID, VALID_ITEMS } from "#server/testing/valid-items.ts";

/** Cut at any of these lengths, the text ends within a character. */
const CUTS = [32, 36, 64, 80, 128, 200, 256, 512, 1_024, 2_048, 4_096, 8_192, 65_536];

/** At home in no column. */
const extreme = fc.oneof(
  fc.constantFrom<unknown>(
    -1,
    1.5,
    -0,
    5e-324,
    1e-7,
    2 ** 16,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    2 ** 64,
    1e21,
    1e300,
    -1e300,
    Number.MAX_VALUE,
    NOW * 1000,
    NOW * 1e9,
    NOW + 30 * 86_400,
    NOW - 29 * 86_400,
    253_402_300_799,
  ),
  fc.constantFrom<unknown>(
    "0000-00-00T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "2106-02-08T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    "9007199254740993",
    "1e400",
    "NaN",
    "",
    "\0",
    "a\0b",
    "\ud83d",
    "\ude00",
    "a\ud83d\0\ude00",
    HEX32,
    "f".repeat(32),
    "0".repeat(32),
  ),
  fc.constantFrom(...CUTS).map((length) => `${"x".repeat(length - 1)}😀y`),
  fc.constantFrom(...CUTS).map((length) => `${"x".repeat(length - 2)}😀y`),
  fc.constantFrom<unknown>(null, true, [], {}, [[]], { "": 1 }, { "a\0": "\0", "\ud83d": "\ud83d" }),
);

/** @returns a copy whose leaves, counted in their order, are replaced where `with` says so. */
function replaceLeaves(value: unknown, replacements: ReadonlyMap<number, unknown>): unknown {
  let leaf = 0;
  const copy = (from: unknown): unknown => {
    if (Array.isArray(from)) return from.map(copy);
    if (typeof from === "object" && from !== null)
      return Object.fromEntries(Object.entries(from).map(([key, inner]) => [key, copy(inner)]));
    const at = leaf++;
    return replacements.has(at) ? replacements.get(at) : from;
  };
  return copy(value);
}

function countLeaves(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countLeaves(inner), 0);
}

export type AlmostValid = { type: string; payload: Buffer };

/** The items of one envelope, most of them good enough to be stored. */
export const almostValidItems: fc.Arbitrary<AlmostValid[]> = fc
  .constantFrom(...VALID_ITEMS)
  .chain(({ types, value, write = (whole) => [JSON.stringify(whole)] }) =>
    fc
      .record({
        replacements: fc.array(fc.tuple(fc.nat(countLeaves(value) - 1), extreme), {
          minLength: 1,
          maxLength: 3,
        }),
        id: fc
          .uint8Array({ minLength: 16, maxLength: 16 })
          .map((bytes) => Buffer.from(bytes).toString("hex")),
      })
      .map(({ replacements, id }) => {
        const payloads = write(replaceLeaves(value, new Map(replacements)));
        return types.map((type, index) => ({
          type,
          payload: Buffer.from((payloads[index] ?? "null").replaceAll(OWN_ID, id)),
        }));
      }),
  );
