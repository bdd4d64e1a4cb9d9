import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cursor, cutPage, decodeCursor, encodeCursor } from "#lib/issues/cursor.ts";

describe("cursor", () => {
  it("survives the round trip", () => {
    const cursors = fc.record({
      value: fc.nat(),
      id: fc.nat(),
      direction: fc.constantFrom("next", "previous"),
      until: fc.nat(),
    });
    fc.assert(
      fc.property(cursors, (raw) => {
        const cursor = raw as Cursor;
        expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
      }),
    );
  });
  it.each([[null], [""], ["nonsense"], ["MTox"], [Buffer.from("1:2:7:3").toString("base64url")]])(
    "takes %s for no cursor",
    (text) => expect(decodeCursor(text)).toBeNull(),
  );
  it("takes any text without throwing", () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeCursor(text)));
  });
});

describe("cutPage", () => {
  const key = (value: number) => ({ value, id: value });
  const at = (direction: Cursor["direction"]): Cursor => ({ value: 0, id: 0, direction, until: 9 });

  it("has no neighbours when everything fits", () => {
    expect(cutPage([3, 2], 2, null, 9, key)).toEqual({ items: [3, 2], previous: null, next: null });
  });
  it("leads on from its last row", () => {
    const page = cutPage([3, 2, 1], 2, null, 9, key);
    expect(page.items).toEqual([3, 2]);
    expect(decodeCursor(page.next)).toEqual({ value: 2, id: 2, direction: "next", until: 9 });
    expect(page.previous).toBeNull();
  });
  it("leads back from its first row", () => {
    const page = cutPage([3, 2], 2, at("next"), 9, key);
    expect(decodeCursor(page.previous)).toMatchObject({ value: 3, direction: "previous" });
    expect(page.next).toBeNull();
  });
  it("turns rows that were read backwards round", () => {
    const page = cutPage([4, 5, 6], 2, at("previous"), 9, key);
    expect(page.items).toEqual([5, 4]);
    expect(decodeCursor(page.previous)).toMatchObject({ value: 5 });
    expect(decodeCursor(page.next)).toMatchObject({ value: 4 });
  });
});
