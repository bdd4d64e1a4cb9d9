// Whatever comes: frames are refused with a reason or parsed the same in any pieces, and no item makes a digester
// throw, since that would make its whole envelope a dead letter.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareEntries } from "#lib/digest/prepare-entry.ts";
import { EnvelopeParser, parseEnvelope } from "#lib/envelope/parse.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { RequestError } from "#lib/errors.ts";
import { packPayload } from "#lib/queue/journal-entry.ts";
import { leaf, object, payload, TYPES } from "#server/testing/arbitrary-items.ts";

const RUNS = { numRuns: 300 };

function rowOf(
  items: { type: string; payload: Uint8Array; headers: Record<string, unknown> }[],
  header: object,
) {
  const envelope = {
    header: { event_id: "f".repeat(32), ...header },
    items: items.map((item) => ({ header: { ...item.headers, type: item.type }, payload: item.payload })),
  };
  return {
    id: 7n,
    projectId: 1,
    keyId: 1,
    receivedAt: new Date(),
    meta: { clientIp: "203.0.113.7", userAgent: "Firefox", sdkClient: null },
    payload: packPayload(serializeEnvelope(envelope)),
  };
}

describe("digesters", () => {
  it.each(TYPES)("take any %s", (type) => {
    const headers = fc.record(
      {
        item_count: fc.oneof(fc.nat(5), leaf),
        content_type: fc.constantFrom(
          "application/json",
          "application/vnd.sentry.items.span.v2+json",
          "application/vnd.sentry.items.log+json",
        ),
        filename: leaf,
        attachment_type: leaf,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(payload, headers, fc.record({ sent_at: leaf, trace: object }), (bytes, more, header) => {
        // JSON leaves nothing that a header line could not hold.
        const clean: Record<string, unknown> = JSON.parse(JSON.stringify(more));
        const line: object = JSON.parse(JSON.stringify(header));
        const prepared = prepareEntries([rowOf([{ type, payload: bytes, headers: clean }], line)], new Map());
        expect(prepared.casualties).toEqual([]);
        const fates = prepared.events.length + prepared.items.length + prepared.outcomes.length;
        // A client report may have nothing to tell, a list may be empty; everything else has a fate.
        if (!["client_report", "log", "trace_metric", "span", "sessions"].includes(type))
          expect(fates).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it("take any mixture", () => {
    const item = fc.record({ type: fc.constantFrom(...TYPES), payload, headers: fc.constant({}) });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), (items) => {
        expect(prepareEntries([rowOf(items, {})], new Map()).casualties).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe("frames", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            "{}",
            "\n",
            "\r\n",
            `{"type":"event"}`,
            `{"type":"log","length":2}`,
            `{"length":-1}`,
            "x",
            "[1]",
          ),
          fc.string({ maxLength: 8 }),
        ),
        { maxLength: 12 },
      )
      .map((parts) => new Uint8Array(Buffer.from(parts.join("\n")))),
  );

  const parse = (pieces: readonly Uint8Array[]) => {
    const parser = new EnvelopeParser(() => ({ keep: true, maxBytes: Infinity }));
    try {
      for (const piece of pieces) parser.push(piece);
      const { header, items } = parser.end();
      return { header, items: items.map((item) => [item.header, Buffer.from(item.payload).toString("hex")]) };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return error.status;
    }
  };

  it("are refused with a status, or parsed the same in any pieces", () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(200), { maxLength: 6 }), (whole, cuts) => {
        const places = [0, ...cuts.filter((cut) => cut <= whole.length).sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((place, index) => whole.subarray(places[index], place));
        const result = parse([whole]);
        expect(parse(pieces)).toEqual(result);
        if (typeof result === "number") expect([400, 413]).toContain(result);
      }),
      { numRuns: 2_000 },
    );
  });

  it("survive being written and read", () => {
    const item = fc.record({
      header: fc.record({ type: fc.constantFrom(...TYPES), filename: fc.string() }),
      payload: fc.uint8Array({ maxLength: 50 }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), (items) => {
        const read = parseEnvelope(serializeEnvelope({ header: {}, items }));
        expect(read.items.map(({ payload: bytesRead }) => [...bytesRead])).toEqual(
          items.map(({ payload: written }) => [...written]),
        );
      }),
      RUNS,
    );
  });
});
