import { afterEach, describe, expect, it } from "vitest";
import { RequestError } from "#lib/errors.ts";
import { holdBytes, releaseBytes } from "#lib/ingest/held-bytes.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { newReading, readEnvelope } from "#lib/ingest/read-envelope.ts";
import { readBody } from "#lib/ingest/read-body.ts";

const MIB = 1024 * 1024;

const request = (body: Uint8Array = new Uint8Array()): IngestRequest => ({
  method: "POST",
  path: "/api/1/envelope/",
  query: new URLSearchParams(),
  header: () => null,
  remoteAddress: null,
  body: (async function* () {
    yield body;
  })(),
});

const statusOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 200,
    (error: unknown) => (error instanceof RequestError ? error.status : error),
  );

const others = Array.from({ length: 8 }, () => request());
const fill = () => others.forEach((other) => holdBytes(other, 32 * MIB));
afterEach(() => others.forEach(releaseBytes));

describe("when many large bodies are being sent", () => {
  const envelope = (bytes: number) =>
    request(Buffer.from(`{}\n{"type":"profile","length":${bytes}}\n${"x".repeat(bytes)}`));
  const readAll = (one: IngestRequest) =>
    readEnvelope(one, newReading(), () => Promise.resolve({ projectId: 1, retentionDays: 30 }));

  it("refuses another large one until they are done", async () => {
    fill();
    expect(await statusOf(readAll(envelope(4 * MIB)))).toBe(503);
    expect(await statusOf(readBody(request(Buffer.alloc(4 * MIB)), 8 * MIB))).toBe(503);
    others.forEach(releaseBytes);
    const [first, second] = [envelope(4 * MIB), request(Buffer.alloc(4 * MIB))];
    expect(await statusOf(readAll(first))).toBe(200);
    expect(await statusOf(readBody(second, 8 * MIB))).toBe(200);
    releaseBytes(first);
    releaseBytes(second);
  });

  it("takes small ones all the same", async () => {
    fill();
    expect(await statusOf(readAll(envelope(100_000)))).toBe(200);
    expect(await statusOf(readBody(request(Buffer.alloc(100_000)), 8 * MIB))).toBe(200);
  });
});

it("forgets a request once, whatever it held", () => {
  const one = request();
  for (let round = 0; round < 100; round++) {
    holdBytes(one, 10 * MIB);
    holdBytes(one, 30 * MIB);
    releaseBytes(one);
    releaseBytes(one);
  }
  fill();
});
