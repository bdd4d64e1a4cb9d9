// How every process learns at once that a key was made, revoked, rotated or deleted.
import pg from "pg";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

const CHANNEL = "debrief_project_key";
const RECONNECT_MS = 2_000;

/** What announces: the Prisma client, or the transaction that changes the key; then readers hear at its commit. */
type Announcer = Pick<ReturnType<typeof db>, "$executeRaw">;

/** Tells every process to forget what it knows of the key. */
export async function announceKeyChange(publicKey: string, on: Announcer = db()): Promise<void> {
  await on.$executeRaw`SELECT pg_notify(${CHANNEL}, ${publicKey})`;
}

/** The same for what concerns many keys: one key, all of a project, or all of an organization. */
export async function announceKeyChanges(
  whose: { organizationId: number; projectId: number | null; keyId: number | null },
  on: Announcer = db(),
): Promise<void> {
  const { organizationId, projectId, keyId } = whose;
  await on.$executeRaw`
    SELECT pg_notify(${CHANNEL}, k.public_key) FROM project_key k JOIN project p ON p.id = k.project_id
    WHERE p.organization_id = ${organizationId} AND (${projectId}::int IS NULL OR p.id = ${projectId}::int)
      AND (${keyId}::int IS NULL OR k.id = ${keyId}::int)`;
}

/**
 * Calls back for every announced key, on a connection of its own that is opened again when it breaks.
 * @param forget gets null when announcements may have been missed: then everything is in doubt.
 * @returns the end of the first try to connect, and a function that stops it all.
 */
export function watchKeyChanges(forget: (publicKey: string | null) => void) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: pg.Client | undefined;

  async function connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    current = client;
    client.on("notification", ({ payload }) => forget(payload ?? null));
    client.on("error", (error) => log.debug("The key listener broke", { error: error.message }));
    client.once("end", () => {
      forget(null);
      if (!stopped) timer = setTimeout(() => void connect(), RECONNECT_MS).unref();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      forget(null);
    } catch (error) {
      log.warn("Key changes take effect within seconds, not at once: the listener cannot connect", { error });
      await client.end().catch(() => undefined);
    }
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await current?.end().catch(() => undefined);
  }

  return { ready: connect(), stop };
}
