// What tools may ask of sessions, and what they get.
import { beforeAll, describe, expect, it } from "vitest";
import { findAllProjectAccess } from "#lib/accounts/access.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { listReleaseHealth } from "#lib/sessions/queries.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as sessionsRoute from "../../app/api/0/organizations/[org]/sessions/route.ts";

useStores();
let cast: Cast;
let tokens: { alice: string; charlie: string };

const STARTED = Date.now() - 120_000;

async function sendAggregate(counts: object, release: string, environment: string) {
  const aggregates = [{ started: new Date(STARTED).toISOString(), ...counts }];
  await sendItems(cast, [[{ type: "sessions" }, { aggregates, attrs: { release, environment } }]]);
}

beforeAll(async () => {
  cast = await createCast();
  tokens = { alice: await apiToken(cast.alice), charlie: await apiToken(cast.charlie) };
  await sendAggregate({ exited: 90, crashed: 5 }, "web@1.0.0", "production");
  await sendAggregate({ exited: 5 }, "web@2.0.0", "staging");
  await drainJournal();
});

async function ask(parameters: string, token = tokens.alice, org = "acme") {
  const url = `http://localhost:3000/api/0/organizations/${org}/sessions/?${parameters}`;
  const request = new Request(url, { headers: { Authorization: `Bearer ${token}` } });
  const response = await sessionsRoute.GET(request, { params: Promise.resolve({ org }) });
  return { status: response.status, body: await response.json() };
}

describe("the sessions route", () => {
  it("groups, and gives each group a series as long as its intervals", async () => {
    const { status, body } = await ask(
      "field=sum(session)&field=crash_free_rate(session)&groupBy=release&groupBy=project&statsPeriod=1d&interval=1h",
    );
    expect(status).toBe(200);
    expect(body.intervals.length).toBeGreaterThanOrEqual(24);
    expect(body.groups.map((group: { by: object; totals: object }) => [group.by, group.totals])).toEqual([
      [
        { project: cast.web.projectId, release: "web@1.0.0" },
        { "sum(session)": 95, "crash_free_rate(session)": 1 - 5 / 95 },
      ],
      [
        { project: cast.web.projectId, release: "web@2.0.0" },
        { "sum(session)": 5, "crash_free_rate(session)": 1 },
      ],
    ]);
    for (const { series, totals: sums } of body.groups) {
      const sessions: number[] = series["sum(session)"];
      expect(sessions).toHaveLength(body.intervals.length);
      expect(sessions.reduce((sum, count) => sum + count, 0)).toBe(sums["sum(session)"]);
      expect(series["crash_free_rate(session)"]).toContain(null);
    }
    const hour = new Date(STARTED).toISOString().replace(/:.*/, ":00:00Z");
    expect(body.groups[0].series["sum(session)"][body.intervals.indexOf(hour)]).toBe(95);
    expect([body.start, body.query]).toEqual([body.intervals[0], ""]);
  });

  it("groups by environment and status", async () => {
    const { body } = await ask("groupBy=environment&groupBy=session.status&statsPeriod=1d");
    const counts = body.groups.map(
      ({ by, totals }: { by: Record<string, string>; totals: Record<string, number> }) =>
        `${by["environment"]} ${by["session.status"]} ${totals["sum(session)"]}`,
    );
    expect(counts).toEqual([
      "production healthy 90",
      "production errored 0",
      "production crashed 5",
      "production abnormal 0",
      "production unhandled 0",
      "staging healthy 5",
      "staging errored 0",
      "staging crashed 0",
      "staging abnormal 0",
      "staging unhandled 0",
    ]);
  });

  it.each([
    ["query=release:web@2.0.0", 5],
    ["query=release:[web@2.0.0,web@1.0.0]", 100],
    ["environment=production", 95],
    ["environment=production&query=environment:staging", 0],
    ["query=project:web", 100],
    ["query=project:other", 0],
    ["project=web", 100],
    ["statsPeriod=1m&interval=1m", 0],
    ["", 100],
  ])("narrowed by %j", async (parameters, count) => {
    const period = parameters === "" || parameters.includes("statsPeriod") ? "" : "&statsPeriod=1d";
    const { body } = await ask(`${parameters}${period}`);
    expect(body.groups[0].totals["sum(session)"]).toBe(count);
  });

  it.each([
    ["field=avg(session)", /Invalid field/],
    ["field=sum(session)&groupBy=user", /Invalid groupBy/],
    ["field=crash_rate(session)&groupBy=session.status", /rate/],
    ["field=sum(session)&interval=7m", /Invalid interval/],
    ["field=sum(session)&interval=1m", /too many/],
    ["field=sum(session)&query=hello", /Invalid query/],
    ["field=sum(session)&project=none", /project/],
  ])("refuses %j", async (parameters, message) => {
    const { status, body } = await ask(parameters);
    expect([status, body.detail]).toEqual([400, expect.stringMatching(message)]);
  });

  it("is for the organization's own tokens", async () => {
    expect((await ask("field=sum(session)", tokens.charlie)).status).toBe(404);
    expect((await ask("field=sum(session)", "sntryu_none")).status).toBe(401);
    const { body } = await ask("field=sum(session)&statsPeriod=1d", tokens.charlie, "umbrella");
    expect(body.groups[0].totals["sum(session)"]).toBe(0);
    const hers = `field=sum(session)&project=${cast.web.projectId}`;
    expect((await ask(hers, tokens.charlie, "umbrella")).status).toBe(400);
  });
});

describe("listReleaseHealth", () => {
  it("tells how each release does, and its share", async () => {
    const range = { from: STARTED - 3_600_000, until: Date.now() + 60_000 };
    const all = { range, releases: [], environments: [] };
    const releases = await listReleaseHealth(await findAllProjectAccess(cast.bob.access), all);
    expect(releases.map(({ release, adoption, sessions }) => [release, adoption, sessions.crashed])).toEqual([
      ["web@1.0.0", 0.95, 5],
      ["web@2.0.0", 0.05, 0],
    ]);
    expect(await listReleaseHealth(await findAllProjectAccess(cast.charlie.access), all)).toEqual([]);
  });
});
