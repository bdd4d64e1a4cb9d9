// An envelope with an item of nearly every kind, all of them to be found by its id, and what both stores have of it.
import { createClient } from "@clickhouse/client";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { withPostgres } from "#server/testing/audit-events.ts";
import { envelopeOf } from "#server/testing/envelopes.ts";

const MONITORS = 3;
const TRACE = "ab".repeat(16);

/** @param id 32 hex digits, which no other envelope has. */
export function mixedEnvelope(id: string): Buffer {
  const now = Date.now() / 1000;
  const attributes = { id: { value: id, type: "string" } };
  const span = (spanId: string) => ({
    trace_id: TRACE,
    span_id: spanId.repeat(16),
    start_timestamp: now - 1,
    timestamp: now,
  });
  const transaction = {
    type: "transaction",
    transaction: "GET /",
    release: "app@1",
    start_timestamp: now - 1,
    timestamp: now,
    contexts: { trace: { trace_id: TRACE, span_id: "1".repeat(16) } },
    spans: [span("2"), span("3")],
  };
  const log = { timestamp: now, level: "info", body: "hello", attributes };
  const metric = { timestamp: now, name: "orders", type: "counter", value: 1, attributes };
  const session = { sid: id, init: true, started: now, status: "ok", attrs: { release: "app@1" } };
  const checkIn = {
    check_in_id: id,
    monitor_slug: `job-${parseInt(id.slice(0, 4), 16) % MONITORS}`,
    status: "ok",
  };
  return Buffer.from(
    envelopeOf({ event_id: id }, [
      { header: { type: "transaction" }, payload: transaction },
      { header: { type: "attachment", filename: "a.txt" }, payload: `file of ${id}` },
      { header: { type: "log", item_count: 3 }, payload: { version: 2, items: [log, log, log] } },
      { header: { type: "trace_metric", item_count: 1 }, payload: { version: 2, items: [metric] } },
      { header: { type: "session" }, payload: session },
      { header: { type: "check_in" }, payload: checkIn },
      { header: { type: "feedback" }, payload: { contexts: { feedback: { message: "it broke" } } } },
    ]),
  );
}

/** How much of each kind one envelope amounts to. */
export const AMOUNTS: Readonly<Record<string, number>> = {
  span: 3,
  log_item: 3,
  trace_metric: 1,
  session: 1,
  attachment_item: 1,
  feedback: 1,
  monitor: 1,
};

const Copies = z.object({ category: z.string(), id: z.string(), copies: z.coerce.number() });
const Counted = z.object({ name: z.string(), total: z.coerce.number() });

const TELEMETRY = `
  SELECT 'span' AS category, event_id AS id, count() AS copies FROM spans GROUP BY id
  UNION ALL SELECT 'log_item', attributes['id'] AS id, count() FROM logs GROUP BY id
  UNION ALL SELECT 'trace_metric', attributes['id'] AS id, count() FROM metrics GROUP BY id
  UNION ALL SELECT 'session', replaceAll(toString(session_id), '-', '') AS id, count() FROM sessions GROUP BY id`;

const RECORDS = `
  SELECT 'attachment_item' AS category, replace(event_id::text, '-', '') AS id, count(*) AS copies
    FROM attachment GROUP BY 2
  UNION ALL SELECT 'feedback', replace(event_id::text, '-', ''), count(*) FROM feedback GROUP BY 2
  UNION ALL SELECT 'monitor', replace(check_in_id::text, '-', ''), count(*) FROM check_in GROUP BY 2`;

const COUNTERS = `
  SELECT 'accepted ' || category AS name, sum(quantity) AS total FROM outcome
    WHERE outcome = 'accepted' AND category NOT IN ('attachment', 'transaction') GROUP BY category
  UNION ALL SELECT 'other fates', coalesce(sum(quantity), 0) FROM outcome WHERE outcome <> 'accepted'
  UNION ALL SELECT 'journal', count(*) FROM ingest_journal
  UNION ALL SELECT 'batches', count(*) FROM digest_batch
  UNION ALL SELECT 'dead letters', count(*) FROM dead_letter`;

async function readTelemetry(url: string): Promise<z.infer<typeof Copies>[]> {
  const client = createClient({ url });
  try {
    return z
      .array(Copies)
      .parse(await (await client.query({ query: TELEMETRY, format: "JSONEachRow" })).json());
  } finally {
    await client.close();
  }
}

export type ItemAudit = {
  /** By category, then by envelope. */
  copies: Map<string, Map<string, number>>;
  counters: Record<string, number>;
};

/** Reads everything; meaningful once the journal is empty. @throws while a store is down. */
export async function auditItems(stores: { databaseUrl: string; clickhouseUrl: string }): Promise<ItemAudit> {
  const telemetry = await readTelemetry(stores.clickhouseUrl);
  return withPostgres(stores.databaseUrl, async (client) => {
    const rows = [...telemetry, ...(await selectRows(client, Copies, RECORDS))];
    const copies = new Map(Object.keys(AMOUNTS).map((category) => [category, new Map<string, number>()]));
    for (const { category, id, copies: count } of rows) copies.get(category)?.set(id, count);
    const counters = await selectRows(client, Counted, COUNTERS);
    return { copies, counters: Object.fromEntries(counters.map(({ name, total }) => [name, total])) };
  });
}
