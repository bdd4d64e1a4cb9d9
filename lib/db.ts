// Postgres: Prisma for what people edit, the same connection pool for the statements that carry batches.
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { z } from "zod";
import { PrismaClient } from "#prisma/client.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

type Stores = { pool: pg.Pool; prisma: PrismaClient };

// Next loads a module once per bundle, and again on each change in development; one pool must serve them all.
declare global {
  var debriefStores: Stores | undefined;
}

function connect(): Stores {
  const connectionString = env().databaseUrl;
  if (!connectionString)
    throw new Error("DATABASE_URL is not set; npm start sets it for the embedded Postgres.");
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // A server that vanishes without a word (a fail-over) would otherwise be waited for without end.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    query_timeout: 120_000,
  });
  // An idle connection that breaks (a restart of Postgres) is replaced by the next query.
  pool.on("error", (error) => log.warn("A Postgres connection broke", { error: error.message }));
  // One that breaks in use fails its query, and says so a second time; unheard, that would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) }) };
}

const stores = () => (globalThis.debriefStores ??= connect());

/** The Prisma client, connected on first use. */
export const db = () => stores().prisma;

/** The pool under it, for COPY-sized statements and advisory locks. Rows that come back are parsed with zod. */
export const pool = () => stores().pool;

/** Closes every connection; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = globalThis.debriefStores;
  globalThis.debriefStores = undefined;
  await open?.prisma.$disconnect();
  await open?.pool.end();
}

/** What runs a statement: the pool, or one connection inside a transaction. */
export type Queryable = Pick<pg.Pool, "query">;

/**
 * Runs raw SQL and parses every row that comes back.
 * @throws when the database fails, or a row has not the shape that `row` says.
 */
export async function selectRows<Row extends z.ZodType>(
  on: Queryable,
  row: Row,
  statement: string,
  values: readonly unknown[] = [],
): Promise<z.infer<Row>[]> {
  const result = await on.query<Record<string, unknown>>(statement, [...values]);
  return result.rows.map((value) => row.parse(value));
}

// The isolation is said aloud, since a server may have another default and what waits for a lock must see what
// its holder did. The time-out is for a process that died with its machine: its locks would stay for hours.
const BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = '5min'";

/** Runs `work` in one transaction on one connection; rolls back when it throws. */
export async function inTransaction<T>(work: (on: pg.PoolClient) => Promise<T>): Promise<T> {
  const connection = await pool().connect();
  let broken: Error | undefined;
  try {
    await connection.query(BEGIN);
    const result = await work(connection);
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query("ROLLBACK").catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    // A connection that could not roll back is not handed to anybody else.
    connection.release(broken);
  }
}
