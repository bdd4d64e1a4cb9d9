// Can this instance take events and show them?
import { z } from "zod";
import { clickhouse } from "#lib/clickhouse.ts";
import { pool } from "#lib/db.ts";
import { journalLoad, measureJournal } from "#lib/queue/journal-bound.ts";

const TIMEOUT = 3_000;

type StoreHealth = { status: "ok" | "down"; milliseconds: number; error?: string };

export type Readiness = {
  ready: boolean;
  postgres: StoreHealth;
  clickhouse: StoreHealth;
  /** Envelopes that were accepted and are not digested yet; null when Postgres does not answer. */
  digest: { waiting: number; oldestMilliseconds: number } | null;
  /** "journal full": so much waits that senders are refused. */
  journal: { status: "ok" | "journal full" };
};

const Lag = z.object({ waiting: z.coerce.number(), oldest: z.date().nullable() });

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${TIMEOUT} ms`)), TIMEOUT);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function measure(work: () => Promise<unknown>): Promise<StoreHealth> {
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  try {
    await inTime(work());
    return { status: "ok", milliseconds: took() };
  } catch (error) {
    return { status: "down", milliseconds: took(), error: describe(error) };
  }
}

// Connection errors name hosts and users; the code says enough to whoever has no account here.
function describe(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error && error.message.startsWith("No answer") ? error.message : "failed";
}

async function digestLag(now: number): Promise<Readiness["digest"]> {
  // Rows are digested in order, so the lowest id is the oldest; counting stops where it stops to matter.
  const { rows } = await pool().query(
    `SELECT (SELECT count(*) FROM (SELECT FROM ingest_journal LIMIT 100000) AS first) AS waiting,
            (SELECT received_at FROM ingest_journal ORDER BY id LIMIT 1) AS oldest`,
  );
  const { waiting, oldest } = Lag.parse(rows[0]);
  return { waiting, oldestMilliseconds: oldest ? Math.max(0, now - oldest.getTime()) : 0 };
}

/** As it was known last, when Postgres does not answer. */
async function isJournalFull(): Promise<boolean> {
  await inTime(measureJournal()).catch(() => undefined);
  return journalLoad().isFull;
}

async function pingClickHouse(): Promise<void> {
  const answer = await clickhouse().ping();
  if (!answer.success) throw answer.error;
}

/** Asks each store once, within three seconds. The lag is told, not judged, until it fills the journal. */
export async function checkReadiness(now: number): Promise<Readiness> {
  let digest: Readiness["digest"] = null;
  const [postgres, clickhouseHealth, isFull] = await Promise.all([
    measure(async () => (digest = await digestLag(now))),
    measure(pingClickHouse),
    isJournalFull(),
  ]);
  const ready = postgres.status === "ok" && clickhouseHealth.status === "ok" && !isFull;
  const journal = { status: isFull ? "journal full" : "ok" } as const;
  return { ready, postgres, clickhouse: clickhouseHealth, digest, journal };
}
