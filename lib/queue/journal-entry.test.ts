import { randomBytes } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { packPayload } from "#lib/queue/journal-entry.ts";

const MIB = 1024 * 1024;

it("packs a large payload beside the event loop", async () => {
  // As hard to compress as JSON with random ids is.
  const payload = Buffer.from(randomBytes(12 * MIB).toString("hex"));
  let turns = 0;
  let packing = true;
  const turn = () => {
    turns += 1;
    if (packing) setImmediate(turn);
  };
  setImmediate(turn);
  const packed = await packPayload(payload);
  packing = false;
  expect(turns).toBeGreaterThan(10);
  expect(packed.byteLength).toBeLessThan(payload.byteLength);
  expect(Buffer.compare(zstdDecompressSync(packed), payload)).toBe(0);
});

it("packs a small one at once, and leaves a tiny one as it is", () => {
  const tiny = Buffer.from("{}");
  expect(packPayload(tiny)).toBe(tiny);
  expect(packPayload(Buffer.alloc(1_000, "x"))).toBeInstanceOf(Uint8Array);
});
