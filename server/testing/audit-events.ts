// What both stores say of the events they hold, read past the application.
import { createClient } from "@clickhouse/client";
import pg from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";

const Stored = z.array(z.object({ event_id: z.string(), group_id: z.string(), copies: z.coerce.number() }));
const Counted = z.object({ name: z.string(), total: z.coerce.number() });

const COUNTERS = `
  SELECT 'issues' AS name, coalesce(sum(times_seen), 0) AS total FROM issue WHERE merged_into_id IS NULL
  UNION ALL SELECT 'groups', coalesce(sum(times_seen), 0) FROM grouping_hash
  UNION ALL SELECT 'environments', coalesce(sum(e.times_seen), 0) FROM issue_environment e
    JOIN issue i ON i.id = e.issue_id WHERE i.merged_into_id IS NULL
  UNION ALL SELECT 'accepted', coalesce(sum(quantity), 0) FROM outcome WHERE category = 'error' AND outcome = 'accepted'
  UNION ALL SELECT 'journal', count(*) FROM ingest_journal
  UNION ALL SELECT 'batches', count(*) FROM digest_batch
  UNION ALL SELECT 'dead letters', count(*) FROM dead_letter`;

const ISSUES = `SELECT id::text AS name, times_seen AS total FROM issue WHERE merged_into_id IS NULL ORDER BY id`;
const GROUPS = `SELECT id::text AS name, issue_id AS total FROM grouping_hash`;

export type Audit = {
  /** Copies of each event id in ClickHouse. */
  copies: Map<string, number>;
  /** Rows in ClickHouse. */
  stored: number;
  /** Sums over Postgres' counters, and the lengths of its queues. */
  counters: Record<string, number>;
  /** For each issue: what Postgres counted, and how many rows of its groups ClickHouse has. */
  issues: { id: string; counted: number; stored: number }[];
};

type Stores = { databaseUrl: string; clickhouseUrl: string };

async function readClickHouse(url: string): Promise<z.infer<typeof Stored>> {
  const client = createClient({ url });
  try {
    const query = `SELECT replaceAll(toString(event_id), '-', '') AS event_id, toString(group_id) AS group_id,
      count() AS copies FROM errors GROUP BY event_id, group_id`;
    const result = await client.query({ query, format: "JSONEachRow" });
    return Stored.parse(await result.json());
  } finally {
    await client.close();
  }
}

/** On a connection of its own, past the application. @throws while Postgres is down. */
export async function withPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many journal rows wait to be digested. @throws while Postgres is down. */
export const countWaiting = (databaseUrl: string): Promise<number> =>
  withPostgres(databaseUrl, async (client) => {
    const rows = await selectRows(
      client,
      z.object({ n: z.number() }),
      "SELECT count(*)::int AS n FROM ingest_journal",
    );
    return rows[0]?.n ?? 0;
  });

/** How many rows ClickHouse has. @throws while it is down. */
export async function countStored(clickhouseUrl: string): Promise<number> {
  const rows = await readClickHouse(clickhouseUrl);
  return rows.reduce((sum, row) => sum + row.copies, 0);
}

/** Reads everything; meaningful once the journal is empty. */
export async function auditEvents({ databaseUrl, clickhouseUrl }: Stores): Promise<Audit> {
  const rows = await readClickHouse(clickhouseUrl);
  const copies = new Map<string, number>();
  for (const row of rows) copies.set(row.event_id, (copies.get(row.event_id) ?? 0) + row.copies);
  return withPostgres(databaseUrl, async (client) => {
    const counters = await selectRows(client, Counted, COUNTERS);
    const issueOf = new Map(
      (await selectRows(client, Counted, GROUPS)).map((row) => [row.name, String(row.total)]),
    );
    const storedIn = (issue: string) =>
      rows.filter((row) => issueOf.get(row.group_id) === issue).reduce((sum, row) => sum + row.copies, 0);
    const issues = await selectRows(client, Counted, ISSUES);
    return {
      copies,
      stored: rows.reduce((sum, row) => sum + row.copies, 0),
      counters: Object.fromEntries(counters.map((row) => [row.name, row.total])),
      issues: issues.map((row) => ({ id: row.name, counted: row.total, stored: storedIn(row.name) })),
    };
  });
}
