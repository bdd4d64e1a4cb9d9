// Postgres: Prisma for what people edit, the same connection pool for the statements that carry batches.
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
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
  });
  // An idle connection that breaks (a restart of Postgres) is replaced by the next query.
  pool.on("error", (error) => log.warn("A Postgres connection broke", { error: error.message }));
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
