// Everyone at once: people change issues in bulk and take it back, jobs run, and events of the same issues come in.
import type { PoolClient } from "pg";
import { beforeEach, expect, it } from "vitest";
import { db, inTransaction, pool } from "#lib/db.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { RequestError } from "#lib/errors.ts";
import { ageIssues } from "#lib/issues/age-issues.ts";
import { autoResolve } from "#lib/issues/auto-resolve.ts";
import { escalateArchived } from "#lib/issues/escalate-archived.ts";
import { escalateNew } from "#lib/issues/escalate-new.ts";
import type { IssueChange } from "#lib/issues/schema.ts";
import { wakeByCondition, wakeByDate } from "#lib/issues/snooze-by-time.ts";
import { undoIssues } from "#lib/issues/undo-issues.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { updateAutoResolve } from "#lib/projects/update-auto-resolve.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen, send, times } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";

const ISSUES = 20;
const ROUNDS = 8;

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const CHANGES: IssueChange[] = [
  { kind: "resolve" },
  { kind: "resolve", by: { kind: "next_release" } },
  { kind: "archive", until: { count: 3 } },
  { kind: "archive", until: { userCount: 1, until: Date.now() + 1 } },
  { kind: "archive", until: "escalating" },
  { kind: "unresolve" },
  { kind: "review" },
];

// Nothing is lost when another was faster: the undo of somebody's change may have been used already.
const orGone = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (!(error instanceof RequestError)) throw error;
  });

const JOBS: ((on: PoolClient) => Promise<unknown>)[] = [
  wakeByDate,
  wakeByCondition,
  escalateArchived,
  escalateNew,
  ageIssues,
  autoResolve,
];
const clash = `
  SELECT i.id FROM issue i LEFT JOIN issue_snooze s ON s.issue_id = i.id
  LEFT JOIN issue_resolution r ON r.issue_id = i.id
  WHERE (s.issue_id IS NOT NULL) <> coalesce(i.substatus = 'ARCHIVED_UNTIL_CONDITION_MET', false)
    OR (r.issue_id IS NOT NULL AND i.status <> 'RESOLVED')
    OR (i.status = 'UNRESOLVED') <> coalesce(i.substatus IN ('NEW', 'ONGOING', 'ESCALATING', 'REGRESSED'), false)`;

it("nobody waits for ever, and every issue has one state", async () => {
  await updateAutoResolve(cast.web, 1);
  const round = (number: number) =>
    times(ISSUES, (index) => ({
      name: `Issue ${"i".repeat(index)}`,
      release: `web@1.${number}`,
      user: `u${number}`,
    }));
  await happen(cast, ...round(0));
  const ids = (await db().issue.findMany({ select: { id: true } })).map(({ id }) => id);
  expect(ids).toHaveLength(ISSUES);
  const act = async (change: IssueChange, on: number[]) => {
    const { undo } = await updateIssues(cast.alice.access, { ids: on, change });
    if (undo) await orGone(undoIssues(cast.alice.access, undo));
    await updateIssues(cast.bob.access, { ids: on, change });
  };
  for (let number = 1; number <= ROUNDS; number++) {
    await send(cast, ...round(number));
    await Promise.all([
      digestBatch(),
      digestBatch(),
      act(CHANGES[number % CHANGES.length]!, ids),
      act(CHANGES[(number + 3) % CHANGES.length]!, ids.toReversed()),
      ...JOBS.map((job) => inTransaction((on) => job(on))),
    ]);
  }
  while ((await digestBatch()) !== null);
  expect((await pool().query(clash)).rows).toEqual([]);
  const seen = await db().issue.aggregate({ _sum: { timesSeen: true } });
  expect(seen._sum.timesSeen).toBe(BigInt(ISSUES * (ROUNDS + 1)));
});
