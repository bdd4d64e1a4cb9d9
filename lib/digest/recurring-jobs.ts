// What has to happen by the clock. Each job puts its own successor into the queue, in the transaction that
// does its work: it runs once per interval, on whichever worker is there, or at once when work is left.
import type { PoolClient } from "pg";
import { expireAttachments } from "#lib/attachments/expire-attachments.ts";
import { expireDeadLetters } from "#lib/digest/dead-letters.ts";
import { ageIssues } from "#lib/issues/age-issues.ts";
import { autoResolve } from "#lib/issues/auto-resolve.ts";
import { escalateArchived } from "#lib/issues/escalate-archived.ts";
import { escalateNew } from "#lib/issues/escalate-new.ts";
import { wakeByCondition, wakeByDate } from "#lib/issues/snooze-by-time.ts";
import { expireUndo } from "#lib/issues/undo.ts";
import { DELETE_EVENTS_JOB, deleteEvents } from "#lib/issues/delete-events.ts";
import { expireEventIds } from "#lib/events/expire-event-ids.ts";
import { pool } from "#lib/db.ts";
import { expireFeedback } from "#lib/feedback/expire-feedback.ts";
import { expireCheckIns } from "#lib/monitors/expire-check-ins.ts";
import { expireBlobs } from "#lib/projects/expire-blobs.ts";
import { expireItemIds } from "#lib/telemetry/expire-item-ids.ts";
import { expireQuotaUsage } from "#lib/quotas/expire-quota-usage.ts";
import { enqueueJob, type Job, runNextJob } from "#lib/queue/jobs.ts";
import { TICKET_SYNC_JOB } from "#lib/queue/ticket-sync.ts";

const MINUTE = 60_000;

type Recurring = {
  everyMs: number;
  /** @returns true when work is left. */
  run: (on: PoolClient) => Promise<boolean | void>;
};

const RECURRING: Readonly<Record<string, Recurring>> = {
  "age-issues": { everyMs: 10 * MINUTE, run: (on) => ageIssues(on) },
  "auto-resolve": { everyMs: 60 * MINUTE, run: (on) => autoResolve(on) },
  // What is due is looked for twice a minute, so these are at most a minute late.
  "escalate-archived": { everyMs: MINUTE / 2, run: (on) => escalateArchived(on) },
  "escalate-new": { everyMs: MINUTE / 2, run: (on) => escalateNew(on) },
  "expire-attachments": { everyMs: 60 * MINUTE, run: expireAttachments },
  "expire-blobs": { everyMs: 60 * MINUTE, run: expireBlobs },
  "expire-check-ins": { everyMs: 60 * MINUTE, run: expireCheckIns },
  "expire-dead-letters": { everyMs: 24 * 60 * MINUTE, run: expireDeadLetters },
  "expire-event-ids": { everyMs: 60 * MINUTE, run: expireEventIds },
  "expire-feedback": { everyMs: 24 * 60 * MINUTE, run: expireFeedback },
  "expire-item-ids": { everyMs: 60 * MINUTE, run: expireItemIds },
  "expire-quota-usage": { everyMs: 60 * MINUTE, run: expireQuotaUsage },
  "expire-undo": { everyMs: 10 * MINUTE, run: expireUndo },
  // Apart, so that dates come whether ClickHouse answers or not.
  "wake-by-date": { everyMs: MINUTE / 2, run: (on) => wakeByDate(on) },
  "wake-snoozed": { everyMs: MINUTE / 2, run: (on) => wakeByCondition(on) },
};

/** Jobs that something asked for; each is done once. */
const ASKED_FOR: Readonly<Record<string, (payload: Job["payload"], on: PoolClient) => Promise<void>>> = {
  [DELETE_EVENTS_JOB]: deleteEvents,
};

// What waits for other people's servers must not keep this waiting.
const OTHER_LANES = [TICKET_SYNC_JOB];

/** Runs every job of this lane that is due, and makes sure that each recurring one is in the queue. */
export async function runDueJobs(): Promise<void> {
  for (const kind of Object.keys(RECURRING)) await enqueueJob(pool(), { kind, key: kind });
  const runOne = () =>
    runNextJob(async (job, on) => {
      const once = ASKED_FOR[job.kind];
      if (once) return once(job.payload, on);
      const recurring = RECURRING[job.kind];
      if (!recurring) throw new Error(`There is no job of the kind ${job.kind}`);
      const isWorkLeft = await recurring.run(on);
      await enqueueJob(on, {
        kind: job.kind,
        key: job.kind,
        runAt: new Date(Date.now() + (isWorkLeft ? 0 : recurring.everyMs)),
      });
    }, OTHER_LANES);
  while (await runOne());
}
