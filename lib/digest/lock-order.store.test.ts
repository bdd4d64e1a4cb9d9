// Who waits for whom: projects before groups before issues. What holds an issue and waits for a project would stop
// whoever holds that project and waits for the issue.
import pg from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { db, pool } from "#lib/db.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { runDueJobs } from "#lib/digest/recurring-jobs.ts";
import { env } from "#lib/env.ts";
import { updateIssues } from "#lib/issues/update-issues.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen, send, storedIssue } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
let other: pg.Client;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  other = new pg.Client({ connectionString: env().databaseUrl });
  await other.connect();
  await other.query("BEGIN");
});
afterEach(() => other.end());

/** Runs `work` while somebody holds the project, until it waits for that, and looks. */
async function whileProjectIsHeld(work: () => Promise<unknown>, look: () => Promise<unknown>) {
  await other.query("SELECT id FROM project WHERE id = $1 FOR NO KEY UPDATE", [cast.web.projectId]);
  const working = work();
  await vi.waitFor(async () => {
    const { rows } = await pool().query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    expect(rows).toHaveLength(1);
  });
  try {
    await look();
  } finally {
    await other.query("ROLLBACK");
    await working;
  }
}

const holdIssue = async () =>
  other.query("SELECT id FROM issue WHERE id = $1 FOR NO KEY UPDATE NOWAIT", [(await storedIssue()).id]);

it("a batch that settles a resolution and makes an issue holds no issue while it waits for the project", async () => {
  await happen(cast, { release: "web@1.0.0", at: Date.now() - 9_000 }, { release: "web@1.0.0" });
  const change = { kind: "resolve", by: { kind: "next_release" } } as const;
  await updateIssues(cast.alice.access, { ids: [(await storedIssue()).id], change });
  const next = { name: "New", release: "web@1.1.0" };
  await send(cast, { ...next, at: Date.now() - 5_000 }, next);
  await whileProjectIsHeld(digestBatch, holdIssue);
  expect((await storedIssue()).resolution).toMatchObject({ kind: "IN_RELEASE" });
});

it("a batch that is a project's first holds no issue while it waits for the project", async () => {
  await happen(cast, {});
  await db().project.updateMany({ data: { firstEventAt: null } });
  await send(cast, {});
  await whileProjectIsHeld(digestBatch, holdIssue);
  expect((await storedIssue()).timesSeen).toBe(2n);
  expect((await db().project.findFirst({ where: { id: cast.web.projectId } }))?.firstEventAt).not.toBeNull();
});

it("a worker does not wait for a job that another one is at", async () => {
  await runDueJobs();
  await db().job.updateMany({ where: { kind: "age-issues" }, data: { runAt: new Date(0) } });
  const { rowCount } = await other.query("DELETE FROM job WHERE kind = 'expire-blobs'");
  expect(rowCount).toBe(1);
  const jobs = runDueJobs();
  try {
    await expect
      .poll(async () => (await db().job.findFirst({ where: { kind: "age-issues" } }))?.runAt.getTime())
      .toBeGreaterThan(Date.now());
  } finally {
    await other.query("ROLLBACK");
    await jobs;
  }
});
