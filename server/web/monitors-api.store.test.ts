// Check-ins from the door to the monitors that tools read.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { saveCheckIns } from "#lib/monitors/save-check-ins.ts";
import type { NewCheckIn } from "#lib/monitors/schema.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as checkInsRoute from "../../app/api/0/organizations/[org]/monitors/[monitor]/checkins/route.ts";
import * as monitorRoute from "../../app/api/0/organizations/[org]/monitors/[monitor]/route.ts";
import * as monitorsRoute from "../../app/api/0/organizations/[org]/monitors/route.ts";

const stores = useStores();
let cast: Cast;
let tokens: { alice: string; charlie: string };

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  tokens = { alice: await apiToken(cast.alice), charlie: await apiToken(cast.charlie) };
});

const NIL = "0".repeat(32);
let lastId = 0;
const newId = () => (++lastId).toString(16).padStart(32, "c");
const crontab = {
  schedule: { type: "crontab", value: "0 3 * * *" },
  max_runtime: 30,
  timezone: "Europe/Berlin",
};

/** One check-in, digested. */
async function report(parts: object) {
  const payload = { monitor_slug: "nightly", status: "ok", ...parts };
  expect(await sendItems(cast, [[{ type: "check_in" }, payload]])).toBe(200);
  await drainJournal();
}

type Asked = { token?: string; org?: string; query?: string };

async function ask(path: string, { token = tokens.alice, org = "acme", query = "" }: Asked = {}) {
  const [, monitor, isList] = path.split("/");
  const route = isList ? checkInsRoute : monitor ? monitorRoute : monitorsRoute;
  const url = `http://localhost:3000/api/0/organizations/${org}/${path}/?${query}`;
  const request = new Request(url, { headers: { Authorization: `Bearer ${token}` } });
  const params = Promise.resolve({ org, ...(monitor && { monitor }) });
  const response = await route.GET(request, { params });
  return { status: response.status, body: await response.json(), link: response.headers.get("Link") ?? "" };
}

const checkIns = async (slug = "nightly", query = "") =>
  (await ask(`monitors/${slug}/checkins`, { query })).body;
const outcomes = async () =>
  (await db().outcome.findMany({ orderBy: [{ outcome: "asc" }, { reason: "asc" }] })).map(
    ({ category, outcome, reason, quantity }) => `${category} ${outcome} ${reason} ${quantity}`,
  );

describe("a check-in", () => {
  it("makes its monitor, and ends what it began", async () => {
    const check_in_id = newId();
    await report({ check_in_id, status: "in_progress", environment: "staging", monitor_config: crontab });
    expect(await checkIns()).toMatchObject([{ status: "in_progress", duration: null }]);
    await report({ check_in_id, status: "ok", duration: 1.5, environment: "staging" });
    const [checkIn, ...more] = await checkIns();
    expect(more).toEqual([]);
    expect(checkIn).toMatchObject({
      id: check_in_id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
      status: "ok",
      duration: 1_500,
      environment: "staging",
      expectedTime: null,
      monitorConfig: { schedule_type: "crontab", schedule: "0 3 * * *" },
    });
    expect((await ask("monitors/nightly")).body).toMatchObject({
      slug: "nightly",
      name: "nightly",
      status: "active",
      config: { schedule_type: "crontab", schedule: "0 3 * * *", max_runtime: 30, timezone: "Europe/Berlin" },
      environments: [{ name: "staging", status: "ok" }],
      project: { slug: "web" },
    });
    expect(await outcomes()).toEqual(["monitor accepted  2"]);
    expect(await db().environment.findFirst()).toMatchObject({ name: "staging" });
  });

  it("changes the schedule, and leaves it alone when it brings none or a wrong one", async () => {
    await report({ monitor_config: crontab });
    await report({ monitor_config: { schedule: { type: "interval", value: 2, unit: "hour" } } });
    await report({});
    await report({ monitor_config: { schedule: { type: "crontab", value: "never" } } });
    expect((await ask("monitors/nightly")).body.config).toMatchObject({
      schedule_type: "interval",
      schedule: [2, "hour"],
      max_runtime: null,
    });
    expect(await checkIns()).toHaveLength(4);
    expect(await outcomes()).toEqual(["monitor accepted  4"]);
  });

  it("of an unknown monitor without a schedule makes one without", async () => {
    await report({ monitor_slug: "Close Month" });
    expect((await ask("monitors/close-month")).body).toMatchObject({
      config: { schedule_type: null, schedule: null },
    });
  });

  it("without an id means the latest run of its environment", async () => {
    const [first, second] = [newId(), newId()];
    await report({ check_in_id: first, status: "in_progress" });
    await report({ check_in_id: second, status: "in_progress" });
    await report({ check_in_id: NIL, status: "error", environment: "staging" });
    await report({ check_in_id: NIL, status: "error" });
    await report({ status: "ok" });
    await report({ status: "ok" });
    const found = await checkIns();
    const statusOf = (id: string) =>
      found.find((one: { id: string }) => one.id.replaceAll("-", "") === id)?.status;
    expect([statusOf(first), statusOf(second)]).toEqual(["ok", "error"]);
    expect(
      found.map((one: { status: string; environment: string }) => `${one.environment} ${one.status}`),
    ).toEqual(["production ok", "staging error", "production error", "production ok"]);
  });

  it("does not end a run of days ago by having no id", async () => {
    await report({ check_in_id: newId(), status: "in_progress" });
    await db().checkIn.updateMany({ data: { startedAt: new Date(Date.now() - 25 * 3_600_000) } });
    await report({ status: "ok" });
    expect((await checkIns()).map(({ status }: { status: string }) => status)).toEqual(["ok", "in_progress"]);
  });

  it("comes in an event of Python too, and several in one batch", async () => {
    const check_in_id = newId();
    const event = {
      type: "check_in",
      event_id: newId(),
      platform: "python",
      contexts: { trace: { trace_id: newId() } },
      breadcrumbs: [],
    };
    const about = { ...event, monitor_slug: "nightly", check_in_id };
    await sendItems(cast, [[{ type: "check_in" }, { ...about, status: "in_progress" }]]);
    await sendItems(cast, [[{ type: "check_in" }, { ...about, status: "error", duration: 2.5 }]]);
    await drainJournal();
    expect(await checkIns()).toMatchObject([{ status: "error", duration: 2_500 }]);
  });

  it("that cannot be taken is counted with the reason", async () => {
    await report({ monitor_slug: "" });
    await report({ check_in_id: "7" });
    await sendItems(cast, [[{ type: "check_in" }, "{"]]);
    await drainJournal();
    expect(await outcomes()).toEqual([
      "monitor invalid invalid_check_in_id 1",
      "monitor invalid invalid_json 1",
      "monitor invalid invalid_monitor_slug 1",
    ]);
    expect(await db().monitor.count()).toBe(0);
  });

  it("of the thousand-and-first monitor is not taken, and of the others still is", async () => {
    await db().monitor.createMany({
      data: Array.from({ length: 999 }, (_, index) => ({
        projectId: cast.web.projectId,
        slug: `m${index}`,
        name: `m${index}`,
      })),
    });
    for (const monitor_slug of ["x1", "x2", "m5"])
      await sendItems(cast, [[{ type: "check_in" }, { monitor_slug, status: "ok" }]]);
    await drainJournal();
    expect(await db().monitor.count()).toBe(1_000);
    expect(await outcomes()).toEqual(["monitor accepted  2", "monitor invalid too_many_monitors 1"]);
  });

  it("of a project that is deleted meanwhile goes with it", async () => {
    await sendItems(cast, [[{ type: "check_in" }, { monitor_slug: "nightly", status: "ok" }]]);
    await db().project.delete({ where: { id: cast.web.projectId } });
    await drainJournal();
    expect([
      await db().monitor.count(),
      await db().journalEntry.count(),
      await db().deadLetter.count(),
    ]).toEqual([0, 0, 0]);
  });
});

describe("saveCheckIns", () => {
  const checkIn = (parts: Partial<NewCheckIn>): NewCheckIn => ({
    projectId: cast.web.projectId,
    monitorSlug: "nightly",
    checkInId: newId(),
    status: "OK",
    durationMs: null,
    environment: "production",
    release: "",
    traceId: null,
    config: null,
    receivedAt: Date.now(),
    ...parts,
  });

  it("of several workers at a time makes each monitor and check-in once", async () => {
    const shared = Array.from({ length: 8 }, newId);
    const listOf = (worker: number) => {
      const list = Array.from({ length: 40 }, (_, index) =>
        checkIn({
          monitorSlug: `job-${(index * 7 + worker) % 8}`,
          checkInId: shared[(index * 7 + worker) % 8] ?? null,
          status: index % 2 ? "OK" : "IN_PROGRESS",
          config: { schedule: { type: "interval", value: 1 + worker, unit: "hour" } },
        }),
      );
      return worker % 2 ? list : list.toReversed();
    };
    await Promise.all(
      Array.from({ length: 6 }, (_, worker) => inTransaction((on) => saveCheckIns(on, listOf(worker)))),
    );
    expect(await db().monitor.count()).toBe(8);
    expect(await db().checkIn.groupBy({ by: ["status"], _count: true })).toEqual([
      { status: "OK", _count: 8 },
    ]);
  });

  it("writes nothing of a project that is gone, and all of the others", async () => {
    const lost = checkIn({ projectId: cast.web.projectId + 1_000 });
    await inTransaction((on) => saveCheckIns(on, [lost, checkIn({})]));
    expect(await db().checkIn.count()).toBe(1);
  });

  it("whose transaction fails leaves nothing behind", async () => {
    const failing = inTransaction(async (on) => {
      await saveCheckIns(on, [checkIn({})]);
      throw new Error("no more");
    });
    await expect(failing).rejects.toThrow("no more");
    expect([await db().monitor.count(), await db().checkIn.count()]).toEqual([0, 0]);
  });
});

describe("the monitor routes", () => {
  it("list and page", async () => {
    for (const monitor_slug of ["b", "a", "c"]) await report({ monitor_slug });
    const { body, link } = await ask("monitors", { query: "per_page=2" });
    expect(body.map(({ slug }: { slug: string }) => slug)).toEqual(["a", "b"]);
    expect(link).toContain('rel="next"; results="true"');
    expect((await ask("monitors", { query: "query=C" })).body).toMatchObject([
      { slug: "c", environments: [{ name: "production", status: "ok" }] },
    ]);
    expect((await ask("monitors", { query: "project=web" })).body).toHaveLength(3);
    expect((await ask("monitors", { query: "project=other" })).status).toBe(400);
  });

  it("find a monitor by its id too", async () => {
    await report({});
    const { id } = (await ask("monitors/nightly")).body;
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect((await ask(`monitors/${id}`)).body.slug).toBe("nightly");
    expect((await ask(`monitors/${id}/checkins`)).body).toHaveLength(1);
  });

  it("page through check-ins, newest first, and narrow them", async () => {
    for (const environment of ["production", "staging", "production"])
      await report({ environment, check_in_id: newId() });
    const { body, link } = await ask("monitors/nightly/checkins", { query: "per_page=2" });
    expect(body).toHaveLength(2);
    const next = /\?([^>]+)>; rel="next"; results="true"/.exec(link)?.[1] ?? "";
    const rest = (await ask("monitors/nightly/checkins", { query: next })).body;
    const ids = [...body, ...rest].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(await checkIns("nightly", "environment=staging")).toHaveLength(1);
    expect(await checkIns("nightly", "start=2020-01-01&end=2020-01-02")).toEqual([]);
  });

  it.each(["monitors", "monitors/nightly", "monitors/nightly/checkins"])(
    "%s is the organization's own",
    async (path) => {
      await report({});
      expect((await ask(path, { token: tokens.charlie })).status).toBe(404);
      expect((await ask(path, { token: "none" })).status).toBe(401);
      const own = await ask(path, { token: tokens.charlie, org: "umbrella" });
      expect(path === "monitors" ? own.body : own.status).toEqual(path === "monitors" ? [] : 404);
      expect((await ask(path)).status).toBe(200);
    },
  );
});
