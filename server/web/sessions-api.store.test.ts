// Sessions from the door to the figures that tools read.
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#lib/db.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as sessionsRoute from "../../app/api/0/organizations/[org]/sessions/route.ts";

const stores = useStores();
let cast: Cast;
let token: string;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  token = await apiToken(cast.alice);
});

const STARTED = Date.now() - 120_000;
let lastId = 0;
const newSid = () => (++lastId).toString(16).padStart(32, "5");
const attrs = { release: "web@1.0.0", environment: "production" };

const update = (sid: string, parts: object = {}) =>
  [
    { type: "session" },
    { sid, started: new Date(STARTED).toISOString(), timestamp: Date.now() / 1000, attrs, ...parts },
  ] satisfies [object, object];

const aggregates = (buckets: object[], parts: object = {}) =>
  [
    { type: "sessions" },
    {
      aggregates: buckets.map((bucket) => ({ started: new Date(STARTED).toISOString(), ...bucket })),
      attrs,
      ...parts,
    },
  ] satisfies [object, object];

async function ask(parameters: string) {
  const url = `http://localhost:3000/api/0/organizations/acme/sessions/?${parameters}`;
  const request = new Request(url, { headers: { Authorization: `Bearer ${token}` } });
  const response = await sessionsRoute.GET(request, { params: Promise.resolve({ org: "acme" }) });
  return { body: await response.json() };
}

async function byStatus(): Promise<Record<string, number>> {
  const { body } = await ask("field=sum(session)&groupBy=session.status&statsPeriod=1d");
  const groups: { by: Record<string, string>; totals: Record<string, number> }[] = body.groups;
  return Object.fromEntries(
    groups
      .map(({ by, totals }) => [by["session.status"] ?? "", totals["sum(session)"] ?? 0] as const)
      .filter(([, count]) => count > 0),
  );
}

async function totals(fields: string[], rest = ""): Promise<Record<string, number | null>> {
  const { body } = await ask(`${fields.map((field) => `field=${field}`).join("&")}&statsPeriod=1d${rest}`);
  return body.groups[0].totals;
}

const outcomes = async () =>
  (await db().outcome.findMany({ orderBy: [{ outcome: "asc" }, { reason: "asc" }] })).map(
    ({ category, outcome, reason, quantity }) => `${category} ${outcome} ${reason} ${quantity}`,
  );

describe("sessions", () => {
  it("are counted once, by their first update, and stand as the last one says", async () => {
    const [healthy, errored, crashed, abnormal] = [newSid(), newSid(), newSid(), newSid()];
    await sendItems(
      cast,
      [healthy, errored, crashed, abnormal].map((sid) => update(sid, { init: true })),
    );
    await sendItems(cast, [
      update(healthy, { status: "exited", duration: 3 }),
      update(errored, { errors: 2 }),
      update(crashed, { status: "crashed", errors: 1 }),
      update(abnormal, { errors: 1 }),
    ]);
    await sendItems(cast, [
      update(abnormal, { status: "abnormal", errors: 1, timestamp: Date.now() / 1000 + 1 }),
    ]);
    await drainJournal();
    expect(await byStatus()).toEqual({ healthy: 1, errored: 1, crashed: 1, abnormal: 1 });
    expect(await totals(["sum(session)", "crash_free_rate(session)", "crash_rate(session)"])).toEqual({
      "sum(session)": 4,
      "crash_free_rate(session)": 0.75,
      "crash_rate(session)": 0.25,
    });
    expect(await outcomes()).toEqual(["session accepted  9"]);
  });

  it("arrive in any order and more than once", async () => {
    const sid = newSid();
    await sendItems(cast, [update(sid, { seq: 3, status: "exited", errors: 1 })]);
    await drainJournal();
    expect(await totals(["sum(session)"])).toEqual({ "sum(session)": 0 });
    for (let times = 0; times < 2; times++) {
      await sendItems(cast, [update(sid, { seq: 2, errors: 1 }), update(sid, { seq: 0, init: true })]);
      await drainJournal();
    }
    expect(await totals(["sum(session)"])).toEqual({ "sum(session)": 1 });
    expect(await byStatus()).toEqual({ errored: 1 });
  });

  it("that crashed stay so, whichever update comes last", async () => {
    const [late, early] = [newSid(), newSid()];
    await sendItems(cast, [
      update(late, { init: true, seq: 0 }),
      update(late, { seq: 9, status: "exited" }),
      update(early, { init: true, seq: 0 }),
      update(early, { seq: 2, status: "crashed" }),
    ]);
    await drainJournal();
    await sendItems(cast, [
      update(late, { seq: 5, status: "crashed" }),
      update(late, { seq: 6, status: "crashed" }),
      update(early, { seq: 7, status: "ok" }),
    ]);
    await drainJournal();
    expect(await byStatus()).toEqual({ crashed: 2 });
  });

  it("with an unhandled error are no crashes", async () => {
    const sids = Array.from({ length: 10 }, newSid);
    await sendItems(
      cast,
      sids.map((sid) => update(sid, { init: true })),
    );
    await sendItems(cast, [update(sids[3] ?? "", { status: "unhandled", errors: 1 })]);
    await drainJournal();
    expect(await byStatus()).toEqual({ healthy: 9, unhandled: 1 });
    expect(await totals(["crash_free_rate(session)", "unhandled_rate(session)"])).toEqual({
      "crash_free_rate(session)": 1,
      "unhandled_rate(session)": 0.1,
    });
  });

  it("come as aggregates too", async () => {
    await sendItems(cast, [
      aggregates([
        { exited: 120, errored: 6 },
        { abnormal: 2, crashed: 2 },
        { started: "2001-01-01T00:00:00Z", exited: 1 },
      ]),
    ]);
    await drainJournal();
    expect(await byStatus()).toEqual({ healthy: 120, errored: 6, abnormal: 2, crashed: 2 });
    expect(await totals(["crash_free_rate(session)"])).toEqual({ "crash_free_rate(session)": 128 / 130 });
    expect(await outcomes()).toEqual(["session accepted  2", "session invalid session_too_old 1"]);
  });

  it("count their users once", async () => {
    const users = ["u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8"];
    await sendItems(
      cast,
      users.map((did) =>
        update(newSid(), { did, init: true, status: did === "u3" || did === "u7" ? "crashed" : "exited" }),
      ),
    );
    await sendItems(cast, [
      update(newSid(), { did: "u3", init: true, status: "crashed" }),
      aggregates([{ did: "u1", exited: 4 }]),
    ]);
    await drainJournal();
    expect(await totals(["count_unique(user)", "crash_free_rate(user)", "sum(session)"])).toEqual({
      "count_unique(user)": 8,
      "crash_free_rate(user)": 0.75,
      "sum(session)": 13,
    });
  });

  it("of nobody make no rate", async () => {
    expect(await totals(["sum(session)", "crash_free_rate(session)", "crash_free_rate(user)"])).toEqual({
      "sum(session)": 0,
      "crash_free_rate(session)": null,
      "crash_free_rate(user)": null,
    });
  });

  it("are registered under their release and environment", async () => {
    await sendItems(cast, [update(newSid(), { init: true })]);
    await drainJournal();
    const project = { projectId: cast.web.projectId };
    expect(await db().releaseProject.findFirst({ where: project, include: { release: true } })).toMatchObject(
      {
        release: { version: "web@1.0.0" },
      },
    );
    expect(
      await db().environmentProject.findFirst({ where: project, include: { environment: true } }),
    ).toMatchObject({ environment: { name: "production" } });
  });

  it("that cannot be taken are counted with the reason", async () => {
    await sendItems(cast, [
      update(newSid(), { attrs: {} }),
      update(newSid(), { started: new Date(Date.now() - 6 * 86_400_000).toISOString() }),
      update(newSid(), { started: new Date(Date.now() + 120_000).toISOString() }),
      [{ type: "session" }, "[1]"],
      [{ type: "sessions" }, "{"],
    ]);
    await drainJournal();
    expect(await outcomes()).toEqual([
      "session invalid invalid_json 1",
      "session invalid missing_release 1",
      "session invalid not_an_object 1",
      "session invalid session_in_future 1",
      "session invalid session_too_old 1",
    ]);
  });

  it("are counted once when their batch is tried again", async () => {
    const trigger = "TRIGGER refuse BEFORE INSERT ON outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse()";
    await pool().query(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$; CREATE ${trigger}`);
    await sendItems(cast, [update(newSid(), { init: true }), aggregates([{ exited: 7, crashed: 1 }])]);
    await expect(digestBatch()).rejects.toThrow("the disk is full");
    await pool().query("DROP TRIGGER refuse ON outcome; DROP FUNCTION refuse");
    await drainJournal();
    expect(await byStatus()).toEqual({ healthy: 8, crashed: 1 });
    expect(await outcomes()).toEqual(["session accepted  2"]);
  });

  it("of a machine with a wrong clock are put right", async () => {
    const ahead = 3 * 86_400_000;
    const started = new Date(STARTED + ahead).toISOString();
    const header = { sent_at: new Date(Date.now() + ahead).toISOString() };
    await sendItems(cast, [update(newSid(), { init: true, started })], header);
    await drainJournal();
    expect(await totals(["sum(session)"])).toEqual({ "sum(session)": 1 });
  });
});
