// The whole way of an event: posted to the door, digested by the worker, read as a page reads it.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { db, inTransaction, pool } from "#lib/db.ts";
import { claimBatch } from "#lib/digest/claim-batch.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { findEvent, findEventById } from "#lib/events/queries.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { listIssues } from "#lib/issues/queries-list.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await pool().query("DROP FUNCTION IF EXISTS refuse CASCADE; DROP FUNCTION IF EXISTS poison CASCADE");
  await stores.truncate();
  cast = await createCast();
});

type Options = { eventId?: string; value?: string; line?: number; fn?: string; [key: string]: unknown };

let lastId = 0;
const newId = () => (++lastId).toString(16).padStart(32, "a");

function errorEvent({
  eventId = newId(),
  value = "no such row",
  line = 12,
  fn = "loadOrder",
  ...rest
}: Options = {}) {
  return {
    event_id: eventId,
    timestamp: Date.now() / 1000,
    platform: "node",
    exception: {
      values: [
        {
          type: "TypeError",
          value,
          stacktrace: {
            frames: [
              { filename: "app.js", module: "app", function: "main", lineno: 1, in_app: true },
              { filename: "orders.js", module: "orders", function: fn, lineno: line, in_app: true },
            ],
          },
        },
      ],
    },
    ...rest,
  };
}

async function post(event: object, key = cast.publicKey): Promise<number> {
  const eventId = (event as { event_id?: string }).event_id;
  const body = Buffer.from(
    `${JSON.stringify({ event_id: eventId })}\n{"type":"event"}\n${JSON.stringify(event)}\n`,
  );
  const response = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: key, sentry_version: "7" }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield body;
    })(),
  });
  return response.status;
}

const everything = () =>
  listIssues(cast.alice.access, {
    tab: "all",
    sort: "last_seen",
    query: "",
    projectIds: [],
    environments: [],
    range: { from: null, until: Date.now() + 60_000 },
    cursor: null,
    limit: 100,
  });

const Stored = z.object({ id: z.string(), count: z.coerce.number() });
const storedEvents = () =>
  queryRows(
    Stored,
    "SELECT replaceAll(toString(event_id), '-', '') AS id, count() AS count FROM errors GROUP BY id ORDER BY id",
  );

const waiting = async () => {
  const result = await pool().query<{ n: number }>("SELECT count(*)::int AS n FROM ingest_journal");
  return result.rows[0]?.n;
};

const outcomes = async () =>
  (await db().outcome.findMany({ orderBy: [{ outcome: "asc" }, { reason: "asc" }] })).map(
    ({ outcome, reason, quantity }) => `${outcome}${reason ? `:${reason}` : ""}=${quantity}`,
  );

describe("an event", () => {
  it("becomes an issue that a page can show", async () => {
    expect(await post(errorEvent({ release: "web@1.2.0", environment: "production" }))).toBe(200);
    await drainJournal();
    const { items } = await everything();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      title: "TypeError: no such row",
      timesSeen: 1,
      shortId: "WEB-1",
      substatus: "NEW",
    });
    const issue = await findIssue(cast.alice.access, "WEB-1");
    expect(issue?.firstRelease?.version).toBe("web@1.2.0");
    const found = await findEvent(issue!.scope, "latest");
    expect(found?.event.exceptions[0]?.stacktrace?.frames[1]?.function).toBe("loadOrder");
    expect(await waiting()).toBe(0);
    const project = await db().project.findUniqueOrThrow({ where: { id: cast.web.projectId } });
    expect(project.firstEventAt).not.toBeNull();
  });

  it("joins the issue of the same cause and founds one for another cause", async () => {
    await post(errorEvent({ value: "user 1", line: 12 }));
    await drainJournal();
    await post(errorEvent({ value: "user 2", line: 15 }));
    await post(errorEvent({ fn: "saveOrder" }));
    await drainJournal();
    const { items } = await everything();
    expect(items.map(({ shortId, timesSeen }) => [shortId, timesSeen]).sort()).toEqual([
      ["WEB-1", 2],
      ["WEB-2", 1],
    ]);
  });

  it("counts once however often its id is sent", async () => {
    const event = errorEvent();
    await post(event);
    await post(event);
    await drainJournal();
    await post({ ...event, message: "another body" });
    await drainJournal();
    expect(await storedEvents()).toEqual([{ id: event.event_id, count: 1 }]);
    expect((await everything()).items[0]?.timesSeen).toBe(1);
    expect(await outcomes()).toEqual(["accepted=1", "duplicate=2"]);
  });

  it("that is a duplicate founds no issue, whatever it says", async () => {
    const event = errorEvent();
    await post(event);
    await drainJournal();
    await post(errorEvent({ eventId: event.event_id, fn: "anotherCause" }));
    await drainJournal();
    expect(await db().issue.count()).toBe(1);
    expect(await outcomes()).toEqual(["accepted=1", "duplicate=1"]);
  });

  it("with the id of another project's event is stored for both", async () => {
    const event = errorEvent();
    const other = await db().project.create({
      data: {
        organizationId: cast.web.organizationId,
        slug: "api",
        name: "Api",
        keys: { create: { label: "k", publicKey: "b".repeat(32), secretKey: "c".repeat(32) } },
      },
      include: { keys: true },
    });
    await post(event);
    await drainJournal();
    await pool().query(
      `INSERT INTO ingest_journal (project_id, key_id, received_at, meta, payload)
       VALUES ($1, $2, now(), '{"clientIp":null,"userAgent":null,"sdkClient":null}', $3)`,
      [
        other.id,
        other.keys[0]?.id,
        Buffer.from(`{"event_id":"${event.event_id}"}\n{"type":"event"}\n${JSON.stringify(event)}`),
      ],
    );
    await drainJournal();
    expect(await storedEvents()).toEqual([{ id: event.event_id, count: 2 }]);
  });

  it("that cannot be read is counted as invalid and harms no other", async () => {
    await pool().query(
      `INSERT INTO ingest_journal (project_id, key_id, received_at, meta, payload)
       VALUES ($1, 1, now(), '{"clientIp":null,"userAgent":null,"sdkClient":null}', $2)`,
      [cast.web.projectId, Buffer.from(`{"event_id":"${newId()}"}\n{"type":"event"}\n[1,2`)],
    );
    await post(errorEvent());
    await drainJournal();
    expect((await everything()).items).toHaveLength(1);
    expect(await outcomes()).toEqual(["accepted=1", expect.stringMatching(/^invalid:\w+=1$/)]);
  });

  it("brings a resolved issue back, and says so", async () => {
    await post(errorEvent());
    await drainJournal();
    await db().issue.updateMany({
      data: { status: "RESOLVED", statusChangedAt: new Date(Date.now() - 60_000) },
    });
    await post(errorEvent());
    await drainJournal();
    const issue = await db().issue.findFirstOrThrow({ include: { activities: { orderBy: { id: "asc" } } } });
    expect(issue).toMatchObject({ status: "UNRESOLVED", substatus: "REGRESSED", timesSeen: 2n });
    expect(issue.activities.map((activity) => activity.type)).toEqual(["FIRST_SEEN", "REGRESSED"]);
  });

  it("that happened before the resolution leaves it resolved", async () => {
    await post(errorEvent());
    await drainJournal();
    await db().issue.updateMany({
      data: { status: "RESOLVED", statusChangedAt: new Date(Date.now() + 1_000) },
    });
    await post(errorEvent());
    await drainJournal();
    expect(await db().issue.findFirstOrThrow()).toMatchObject({ status: "RESOLVED", timesSeen: 2n });
  });

  it("of a project that was deleted goes with it", async () => {
    await post(errorEvent());
    await db().project.delete({ where: { id: cast.web.projectId } });
    await drainJournal();
    expect(await storedEvents()).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  it("is found by its id inside its organization only", async () => {
    const event = errorEvent();
    await post(event);
    await drainJournal();
    expect(await findEventById(cast.bob.access, event.event_id)).not.toBeNull();
    expect(await findEventById(cast.charlie.access, event.event_id)).toBeNull();
  });
});

describe("a batch", () => {
  const fail = (table: string) =>
    pool()
      .query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()`);
  const mend = (table: string) => pool().query(`DROP TRIGGER refuse ON ${table}; DROP FUNCTION refuse`);

  // Each table fails at another step: placing, claiming ids, counting, forgetting.
  it.each(["grouping_hash", "event_id", "issue_environment", "outcome", "digest_batch"])(
    "that fails at %s is digested once when tried again",
    async (table) => {
      const events = Array.from({ length: 20 }, (_, index) => errorEvent({ fn: `step${index % 4}` }));
      for (const event of events) await post(event);
      await fail(table);
      await expect(digestBatch()).rejects.toThrow("the disk is full");
      await expect(digestBatch()).rejects.toThrow("the disk is full");
      await mend(table);
      await drainJournal();
      expect(await storedEvents()).toEqual(
        events.map((event) => ({ id: event.event_id, count: 1 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      const { items } = await everything();
      expect(items.map((issue) => issue.timesSeen)).toEqual([5, 5, 5, 5]);
      expect(await outcomes()).toEqual(["accepted=20"]);
      expect(await waiting()).toBe(0);
    },
  );

  it("is shared by several workers without a loss or a double", async () => {
    const events = Array.from({ length: 120 }, (_, index) => errorEvent({ fn: `step${index % 7}` }));
    for (const event of events) await post(event);
    for (let left = events.length; left > 0;) {
      const counts = await Promise.all([drainJournal(), drainJournal(), drainJournal()]);
      left -= counts.reduce((sum, count) => sum + count, 0);
    }
    expect((await storedEvents()).map((row) => row.count)).toEqual(events.map(() => 1));
    const { items } = await everything();
    expect(items).toHaveLength(7);
    expect(items.reduce((sum, issue) => sum + issue.timesSeen, 0)).toBe(120);
  });

  it("with a row that a store refuses gives up that row alone", async () => {
    await pool().query(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.title LIKE '%poison%' THEN RAISE EXCEPTION 'bad value' USING ERRCODE = '22000'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON issue FOR EACH ROW EXECUTE FUNCTION poison()`);
    for (const fn of ["a", "b", "c"]) await post(errorEvent({ fn }));
    await post(errorEvent({ fn: "d", value: "poison" }));
    // Refusals are retried at once here; the worker pauses in between.
    for (let tries = 0; tries < 20 && (await waiting()); tries++) await drainJournal().catch(() => undefined);
    await pool().query("DROP TRIGGER poison ON issue; DROP FUNCTION poison");
    expect((await everything()).items).toHaveLength(3);
    const [letter] = await db().deadLetter.findMany();
    expect(letter?.reason).toContain("bad value");
    expect(await db().deadLetter.count()).toBe(1);
  });

  it("as large as they come is digested once when tried again", async () => {
    const events = Array.from({ length: 500 }, (_, index) => errorEvent({ fn: `step${index % 50}` }));
    await Promise.all(events.map((event) => post(event)));
    await fail("outcome");
    await expect(digestBatch()).rejects.toThrow("the disk is full");
    await mend("outcome");
    await drainJournal();
    expect((await storedEvents()).map((row) => row.count)).toEqual(events.map(() => 1));
    expect(await outcomes()).toEqual(["accepted=500"]);
  });

  it("that always fails lets the others pass", async () => {
    await pool().query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.title LIKE '%stuck%' THEN RAISE EXCEPTION 'broken' USING ERRCODE = 'XX000'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON issue FOR EACH ROW EXECUTE FUNCTION refuse()`);
    await post(errorEvent({ value: "stuck" }));
    await expect(digestBatch()).rejects.toThrow("broken");
    await pool().query("UPDATE digest_batch SET created_at = created_at - interval '1 hour'");
    await expect(digestBatch()).rejects.toThrow("broken");
    await post(errorEvent({ fn: "saveOrder" }));
    expect(await digestBatch()).toBe(1);
    expect((await everything()).items).toHaveLength(1);
    await mend("issue");
    await drainJournal();
    expect((await everything()).items).toHaveLength(2);
    expect(await db().deadLetter.count()).toBe(0);
  });

  it("with a journal row that cannot be read gives up that row alone", async () => {
    const unreadable = [
      [`{"clientIp":7}`, Buffer.from("{}")],
      [`{"clientIp":null,"userAgent":null,"sdkClient":null}`, Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3])],
    ];
    for (const [meta, payload] of unreadable)
      await pool().query(
        "INSERT INTO ingest_journal (project_id, key_id, received_at, meta, payload) VALUES ($1, 1, now(), $2, $3)",
        [cast.web.projectId, meta, payload],
      );
    await post(errorEvent());
    await drainJournal();
    expect((await everything()).items).toHaveLength(1);
    expect(await db().deadLetter.count()).toBe(2);
    expect(await waiting()).toBe(0);
  });

  it("that another worker tried before its maker could is known to have effects", async () => {
    await post(errorEvent());
    await fail("outcome");
    await expect(digestBatch()).rejects.toThrow("the disk is full");
    await mend("outcome");
    const claim = () => inTransaction(claimBatch);
    expect(await claim()).toMatchObject({ resumed: true });
    await pool().query("UPDATE digest_batch SET retry_at = NULL, created_at = now()");
    expect(await claim()).toBeNull();
    await pool().query("UPDATE digest_batch SET created_at = now() - interval '3 seconds'");
    expect(await claim()).toMatchObject({ resumed: true });
  });

  it("that is given up keeps its event ids: what is in ClickHouse is never doubled", async () => {
    const event = errorEvent();
    await post(event);
    await pool().query(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'bad value' USING ERRCODE = '22000'; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON issue_environment FOR EACH ROW EXECUTE FUNCTION poison()`);
    for (let tries = 0; tries < 20 && (await waiting()); tries++) await drainJournal().catch(() => undefined);
    expect(await db().deadLetter.count()).toBe(1);
    expect(await db().eventId.count()).toBe(1);
    await pool().query("DROP TRIGGER poison ON issue_environment; DROP FUNCTION poison");
    await post(event);
    await drainJournal();
    expect((await storedEvents()).map((row) => row.count)).toEqual([1]);
    expect(await outcomes()).toEqual(["duplicate=1", "invalid:undigestible=1"]);
  });
});
