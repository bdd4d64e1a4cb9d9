// Whatever the digesters make of garbage, the stores take: nothing becomes a dead letter, nothing stays behind.
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { appendToJournal } from "#lib/queue/append-to-journal.ts";
import { payload, TYPES } from "#server/testing/arbitrary-items.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const ENVELOPES = 400;
const Left = z.object({ reasons: z.array(z.string()), journal: z.number() });

it("stores or refuses any items", async () => {
  const cast = await createCast();
  const item = fc.record({ type: fc.constantFrom(...TYPES), payload });
  const envelopes = fc.sample(fc.array(item, { minLength: 1, maxLength: 4 }), {
    numRuns: ENVELOPES,
    seed: 20_261_120,
  });
  await Promise.all(
    envelopes.map((items, index) =>
      appendToJournal({
        projectId: cast.web.projectId,
        keyId: 1,
        receivedAt: new Date(),
        meta: { clientIp: "203.0.113.7", userAgent: "Firefox", sdkClient: null },
        payload: serializeEnvelope({
          header: { event_id: index.toString(16).padStart(32, "d") },
          items: items.map(({ type, payload: bytes }) => ({ header: { type }, payload: bytes })),
        }),
      }),
    ),
  );
  await drainJournal();
  const [left] = await selectRows(
    pool(),
    Left,
    `SELECT coalesce((SELECT array_agg(DISTINCT reason) FROM dead_letter), '{}') AS reasons,
       (SELECT count(*)::int FROM ingest_journal) AS journal`,
  );
  expect(left).toEqual({ reasons: [], journal: 0 });
}, 120_000);
