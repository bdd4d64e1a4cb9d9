// Jobs in Postgres: a row is claimed by locking it, so a worker that dies gives it back at once.
import type { PoolClient } from "pg";
import { z } from "zod";
import { inTransaction, selectRows, type Queryable } from "#lib/db.ts";

const JobRow = z.object({
  id: z.coerce.bigint(),
  kind: z.string(),
  payload: z.unknown(),
  attempts: z.number(),
});
export type Job = z.infer<typeof JobRow>;

type NewJob = { kind: string; payload?: object; key?: string; runAt?: Date };

/**
 * Adds a job in the caller's transaction; one with the same key that waits already stays as it is. So does one that
 * runs now, and whose row goes with its end: looked for first, since an insert would wait for that.
 */
export async function enqueueJob(on: Queryable, job: NewJob): Promise<void> {
  await on.query(
    `INSERT INTO job (kind, payload, key, run_at) SELECT $1, $2::jsonb, $3::text, $4::timestamptz
     WHERE NOT EXISTS (SELECT FROM job WHERE key = $3) ON CONFLICT (key) DO NOTHING`,
    [job.kind, JSON.stringify(job.payload ?? {}), job.key ?? null, job.runAt ?? new Date()],
  );
}

/**
 * Runs the oldest due job inside a transaction that also forgets it.
 * @param run what the job does; when it throws, the job is tried again later, with growing pauses.
 * @param otherLanes kinds that are run elsewhere.
 * @returns false when no job is due.
 */
export async function runNextJob(
  run: (job: Job, on: PoolClient) => Promise<void>,
  otherLanes: readonly string[] = [],
): Promise<boolean> {
  const failed: { job?: Job; error?: unknown } = {};
  const ran = await inTransaction(async (on) => {
    const [job] = await selectRows(
      on,
      JobRow,
      `SELECT id, kind, payload, attempts FROM job WHERE run_at <= now() AND kind <> ALL ($1::text[])
       ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [otherLanes],
    );
    if (!job) return false;
    await on.query("SAVEPOINT job");
    try {
      await on.query("DELETE FROM job WHERE id = $1", [job.id.toString()]);
      await run(job, on);
    } catch (error) {
      failed.error = error;
      failed.job = job;
      await on.query("ROLLBACK TO SAVEPOINT job");
      await on.query(
        `UPDATE job SET attempts = attempts + 1, last_error = $2,
           run_at = now() + least(interval '5 minutes', interval '10 seconds' * 2 ^ least(attempts, 10)) WHERE id = $1`,
        [job.id.toString(), error instanceof Error ? error.message : String(error)],
      );
    }
    return true;
  });
  if (failed.job) throw new Error(`Job ${failed.job.kind} failed`, { cause: failed.error });
  return ran;
}
