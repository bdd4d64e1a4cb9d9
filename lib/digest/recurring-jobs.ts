// What has to happen by the clock. Each job puts its own successor into the queue, in the transaction that
// does its work: it runs once per interval, on whichever worker is there, or at once when work is left.
import type { PoolClient } from "pg";
import { expireDeadLetters } from "#lib/digest/dead-letters.ts";
import { ageIssues } from "#lib/issues/age-issues.ts";
import { expireEventIds } from "#lib/events/expire-event-ids.ts";
import { pool } from "#lib/db.ts";
import { enqueueJob, runNextJob } from "#lib/queue/jobs.ts";

const MINUTE = 60_000;

type Recurring = {
  everyMs: number;
  /** @returns true when work is left. */
  run: (on: PoolClient) => Promise<boolean | void>;
};

const RECURRING: Readonly<Record<string, Recurring>> = {
  "age-issues": { everyMs: 10 * MINUTE, run: ageIssues },
  "expire-dead-letters": { everyMs: 24 * 60 * MINUTE, run: expireDeadLetters },
  "expire-event-ids": { everyMs: 60 * MINUTE, run: expireEventIds },
};

/** Runs every job that is due, and makes sure that each recurring one is in the queue. */
export async function runDueJobs(): Promise<void> {
  for (const kind of Object.keys(RECURRING)) await enqueueJob(pool(), { kind, key: kind });
  const runOne = () =>
    runNextJob(async (job, on) => {
      const recurring = RECURRING[job.kind];
      if (!recurring) throw new Error(`There is no job of the kind ${job.kind}`);
      const isWorkLeft = await recurring.run(on);
      await enqueueJob(on, {
        kind: job.kind,
        key: job.kind,
        runAt: new Date(Date.now() + (isWorkLeft ? 0 : recurring.everyMs)),
      });
    });
  while (await runOne());
}
