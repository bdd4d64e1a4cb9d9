// Whatever the digesters make of garbage, the stores take: nothing becomes a dead letter, nothing stays behind, and
// what counts as accepted is there.
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { pool, selectRows } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { appendToJournal } from "#lib/queue/append-to-journal.ts";
import { almostValidItems } from "#server/testing/almost-valid-items.ts";
import { payload, TYPES } from "#server/testing/arbitrary-items.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
beforeEach(() => stores.truncate());

const SEED = 20_261_120;
const AT_ONCE = 400;
const Left = z.object({ reasons: z.array(z.string()), journal: z.number(), batches: z.number() });
const Counted = z.object({ name: z.string(), total: z.coerce.number() });

type Item = { type: string; payload: Uint8Array };

async function digestAll(envelopes: readonly Item[][], sdkClient: string | null = null): Promise<void> {
  const cast = await createCast();
  const append = (items: readonly Item[], index: number) =>
    appendToJournal({
      projectId: cast.web.projectId,
      keyId: 1,
      receivedAt: new Date(),
      meta: { clientIp: "203.0.113.7", userAgent: "Firefox", sdkClient },
      payload: serializeEnvelope({
        header: { event_id: index.toString(16).padStart(32, "d") },
        items: items.map(({ type, payload: bytes }) => ({ header: { type }, payload: bytes })),
      }),
    });
  // More at once would be shed.
  for (let at = 0; at < envelopes.length; at += AT_ONCE)
    await Promise.all(envelopes.slice(at, at + AT_ONCE).map((items, index) => append(items, at + index)));
  await drainJournal();
}

const findLeft = () =>
  selectRows(
    pool(),
    Left,
    `SELECT coalesce((SELECT array_agg(DISTINCT reason) FROM dead_letter), '{}') AS reasons,
       (SELECT count(*)::int FROM ingest_journal) AS journal, (SELECT count(*)::int FROM digest_batch) AS batches`,
  );

/** What is stored, by the category that it counts as. */
async function countStored(): Promise<Record<string, number>> {
  const inClickHouse = await queryRows(
    Counted,
    `SELECT 'error' AS name, countIf(type != 'csp') AS total FROM errors
     UNION ALL SELECT 'security', countIf(type = 'csp') FROM errors
     UNION ALL SELECT 'span', count() FROM spans
     UNION ALL SELECT 'log_item', count() FROM logs
     UNION ALL SELECT 'trace_metric', count() FROM metrics
     UNION ALL SELECT 'replay', count() FROM replay_segments
     UNION ALL SELECT 'profile', countIf(profile_id != '') FROM profiles
     UNION ALL SELECT 'profile_chunk', countIf(chunk_id != '') FROM profiles`,
  );
  return Object.fromEntries(inClickHouse.map(({ name, total }) => [name, total]));
}

async function countAccepted(): Promise<Record<string, number>> {
  const rows = await selectRows(
    pool(),
    Counted,
    "SELECT category AS name, sum(quantity) AS total FROM outcome WHERE outcome = 'accepted' GROUP BY category",
  );
  return Object.fromEntries(rows.map(({ name, total }) => [name, total]));
}

async function expectAllStored(): Promise<void> {
  expect(await findLeft()).toEqual([{ reasons: [], journal: 0, batches: 0 }]);
  const accepted = await countAccepted();
  for (const [category, total] of Object.entries(await countStored()))
    expect([category, accepted[category] ?? 0]).toEqual([category, total]);
}

it("stores or refuses any items", async () => {
  const item = fc.record({ type: fc.constantFrom(...TYPES), payload });
  const envelopes = fc.array(item, { minLength: 1, maxLength: 4 });
  await digestAll(fc.sample(envelopes, { numRuns: 400, seed: SEED }));
  await expectAllStored();
}, 120_000);

it("stores or refuses items with values that fit no column", async () => {
  // A name that is cut where a column ends.
  const client = `${"x".repeat(127)}😀/${"1".repeat(63)}😀`;
  await digestAll(fc.sample(almostValidItems, { numRuns: 1_500, seed: SEED }), client);
  await expectAllStored();
  const accepted = Object.values(await countAccepted());
  // Most of them are good, or this would prove little.
  expect(accepted.reduce((sum, total) => sum + total, 0)).toBeGreaterThan(750);
}, 120_000);
