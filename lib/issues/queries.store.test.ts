import { beforeAll, describe, expect, it } from "vitest";
import { findOrganizationAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { clickhouse } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import { Event } from "#lib/events/event.ts";
import { findEvent, findEventById } from "#lib/events/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { countIssuesByTab, listIssues } from "#lib/issues/queries-list.ts";
import { issueStats, issueTotals } from "#lib/issues/queries-stats.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const HOUR = 3_600_000;
const now = Date.now();
const ago = (hours: number) => now - hours * HOUR;
const hex = (number: number) => number.toString(16).padStart(32, "0");

type SeedEvent = {
  at: number;
  user?: string;
  environment?: string;
  tags?: [string, string][];
  group?: number;
};
let nextEvent = 1;

async function seedOrganization(slug: string, people: [email: string, role: "OWNER" | "MEMBER"][]) {
  const organization = await db().organization.create({ data: { slug, name: slug } });
  const project = await db().project.create({
    data: { organizationId: organization.id, slug: `${slug}-web`, name: "Web", platform: "node" },
  });
  const users: number[] = [];
  for (const [email, role] of people) {
    const user = await db().user.create({ data: { email, name: email.split("@")[0]! } });
    await db().membership.create({ data: { organizationId: organization.id, userId: user.id, role } });
    users.push(user.id);
  }
  return { organization, project, users };
}

async function seedIssue(
  project: { id: number; organizationId: number },
  number: number,
  fields: { title: string; level?: "WARNING" | "ERROR"; groups?: number },
  events: SeedEvent[],
) {
  const times = events.map((event) => event.at);
  const { groups = 1, ...columns } = fields;
  const issue = await db().issue.create({
    data: {
      ...columns,
      projectId: project.id,
      number,
      culprit: `culprit_${number} in app.ts`,
      firstSeen: new Date(Math.min(...times)),
      lastSeen: new Date(Math.max(...times)),
      timesSeen: events.length,
    },
  });
  const groupIds: bigint[] = [];
  for (let group = 0; group < groups; group++) {
    const hash = hex(number * 100 + group);
    const row = await db().groupingHash.create({
      data: { projectId: project.id, hash, version: 1, issueId: issue.id, originIssueId: issue.id },
    });
    groupIds.push(row.id);
  }
  const rows = [];
  for (const event of events) {
    const eventId = hex(nextEvent++);
    const groupId = groupIds[event.group ?? 0]!;
    const tags: [string, string][] = [...(event.tags ?? [])];
    const user = event.user && { id: event.user.slice(3), email: `u${event.user.slice(3)}@users.test` };
    if (event.user) tags.push(["user", event.user]);
    const stored = Event.parse({
      eventId,
      projectId: project.id,
      timestamp: event.at,
      receivedAt: event.at,
      type: "error",
      platform: "node",
      level: "error",
      environment: event.environment,
      exceptions: [],
      threads: [],
      breadcrumbs: [],
      tags,
      extra: {},
      contexts: {},
      modules: {},
      fingerprint: [],
      debugImages: [],
      flags: [],
      remarks: [],
      user,
    });
    rows.push(
      toErrorRow(stored, { groupId, title: columns.title, culprit: "", retentionDays: 90, isWhole: true }),
    );
    await db().eventId.create({
      data: {
        eventId,
        projectId: project.id,
        journalId: 1n,
        groupId,
        timestamp: new Date(event.at),
        receivedAt: new Date(event.at),
      },
    });
    if (event.environment) await seedEnvironment(project.organizationId, issue.id, event);
  }
  await clickhouse().insert({ table: "errors", values: rows, format: "JSONEachRow" });
  return issue;
}

async function seedEnvironment(organizationId: number, issueId: number, event: SeedEvent) {
  const name = event.environment!;
  const environment = await db().environment.upsert({
    where: { organizationId_name: { organizationId, name } },
    create: { organizationId, name },
    update: {},
  });
  const seen = new Date(event.at);
  await db().issueEnvironment.upsert({
    where: { issueId_environmentId: { issueId, environmentId: environment.id } },
    create: { issueId, environmentId: environment.id, firstSeen: seen, lastSeen: seen },
    update: {},
  });
}

const filters = (more: Partial<IssueFilters> = {}): IssueFilters => ({
  tab: "unresolved",
  sort: "last_seen",
  query: "",
  projectIds: [],
  environments: [],
  range: { from: ago(14 * 24), until: now + 1 },
  cursor: null,
  limit: 25,
  ...more,
});

let alice: OrganizationAccess;
let bob: OrganizationAccess;
let charlie: OrganizationAccess;
const ids: Record<string, number> = {};
const titles = async (more: Partial<IssueFilters>) =>
  (await listIssues(alice, filters(more))).items.map((issue) => issue.title);

beforeAll(async () => {
  const acme = await seedOrganization("acme", [
    ["alice@acme.test", "OWNER"],
    ["bob@acme.test", "MEMBER"],
  ]);
  const evil = await seedOrganization("evil", [["charlie@evil.test", "OWNER"]]);
  alice = (await findOrganizationAccess(acme.users[0]!, "acme"))!;
  bob = (await findOrganizationAccess(acme.users[1]!, "acme"))!;
  charlie = (await findOrganizationAccess(evil.users[0]!, "evil"))!;
  await db().team.create({ data: { organizationId: acme.organization.id, slug: "core", name: "Core" } });

  const checkout = await seedIssue(acme.project, 1, { title: "TypeError: checkout 100% broken", groups: 2 }, [
    { at: ago(50), user: "id:1", environment: "production", tags: [["browser", "Firefox"]] },
    { at: ago(3), user: "id:1", environment: "production", tags: [["browser", "Chrome"]] },
    { at: ago(2), user: "id:2", environment: "staging", tags: [["browser", "Chrome"]], group: 1 },
    { at: ago(2), user: "id:1", environment: "production", tags: [["browser", "Chrome"]], group: 1 },
  ]);
  const login = await seedIssue(acme.project, 2, { title: "Login failed", level: "WARNING" }, [
    { at: ago(30), user: "id:1" },
    { at: ago(1), user: "id:2" },
    { at: ago(1), user: "id:3" },
  ]);
  const old = await seedIssue(acme.project, 3, { title: "Forgotten" }, [{ at: ago(20 * 24) }]);
  const foreign = await seedIssue(evil.project, 1, { title: "Foreign checkout" }, [{ at: ago(1) }]);
  Object.assign(ids, { checkout: checkout.id, login: login.id, old: old.id, foreign: foreign.id });
});

describe("listIssues", () => {
  it.each([
    ["last seen", {}, ["Login failed", "TypeError: checkout 100% broken"]],
    ["first seen", { sort: "first_seen" }, ["Login failed", "TypeError: checkout 100% broken"]],
    ["events", { sort: "events" }, ["TypeError: checkout 100% broken", "Login failed"]],
    ["users", { sort: "users" }, ["Login failed", "TypeError: checkout 100% broken"]],
    [
      "every time",
      { range: { from: null, until: now + 1 } },
      ["Login failed", "TypeError: checkout 100% broken", "Forgotten"],
    ],
    ["environment", { environments: ["staging"] }, ["TypeError: checkout 100% broken"]],
    ["words of title and culprit", { query: "CHECKOUT culprit_1" }, ["TypeError: checkout 100% broken"]],
    ["a literal percent sign", { query: "100%" }, ["TypeError: checkout 100% broken"]],
    ["no wildcard", { query: "c_eckout" }, []],
    ["a short id", { query: "acme-web-2" }, ["Login failed"]],
    ["a user", { query: "user:u3@users.test" }, ["Login failed"]],
    ["a user whom nothing happened to", { query: "user:nobody@users.test" }, []],
    ["a level", { query: "level:warning" }, ["Login failed"]],
    ["an overlong short id", { query: "acme-web-ZZZZZZZZZ" }, []],
    ["another tab", { tab: "resolved" }, []],
  ] as [string, Partial<IssueFilters>, string[]][])("by %s", async (_name, more, expected) => {
    expect(await titles(more)).toEqual(expected);
  });

  it("counts what happened in the range, by issue and not by group", async () => {
    const { items } = await listIssues(alice, filters({ range: { from: ago(24), until: now + 1 } }));
    const checkout = items.find((issue) => issue.id === ids.checkout)!;
    expect(checkout.stats).toMatchObject({ events: 3, users: 2 });
    expect(checkout.stats.hours.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(checkout.stats.days.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  it.each(["last_seen", "first_seen", "events", "users", "priority", "trends"] as const)(
    "pages by %s there and back",
    async (sort) => {
      const all = await titles({ sort, range: { from: null, until: now + 1 } });
      const page = (cursor: string | null) =>
        listIssues(alice, filters({ sort, cursor, limit: 1, range: { from: null, until: now + 1 } }));
      const first = await page(null);
      const second = await page(first.next);
      const third = await page(second.next);
      expect([first, second, third].flatMap(({ items }) => items.map((issue) => issue.title))).toEqual(all);
      expect([first.previous, third.next]).toEqual([null, null]);
      const back = await page(third.previous);
      expect(back.items[0]!.id).toBe(second.items[0]!.id);
      expect((await page(back.previous)).items[0]!.id).toBe(first.items[0]!.id);
    },
  );

  it("counts the tabs with the same filters", async () => {
    expect(await countIssuesByTab(alice, filters())).toEqual({
      unresolved: 2,
      for_review: 2,
      regressed: 0,
      escalating: 0,
      resolved: 0,
      archived: 0,
      all: 2,
    });
  });

  it("shows strangers nothing of it", async () => {
    const seen = await listIssues(charlie, filters({ projectIds: [1, 2], tab: "all" }));
    expect(seen.items.map((issue) => issue.title)).toEqual(["Foreign checkout"]);
  });
});

describe("findIssue", () => {
  it("finds by id and by short id, for members only", async () => {
    expect((await findIssue(bob, String(ids.login)))?.shortId).toBe("ACME-WEB-2");
    expect((await findIssue(bob, "acme-web-2"))?.id).toBe(ids.login);
    expect(await findIssue(charlie, String(ids.login))).toBeNull();
    expect(await findIssue(charlie, "ACME-WEB-2")).toBeNull();
    expect(await findIssue(alice, "ACME-WEB-ZZZZZZZZZ")).toBeNull();
    expect(await findIssue(alice, "nonsense")).toBeNull();
  });
});

describe("an issue's telemetry", () => {
  const scope = async () => (await findIssue(alice, String(ids.checkout)))!.scope;

  it("counts events and users in the range and in all", async () => {
    const stats = await issueStats(await scope(), { from: ago(24), until: now + 1 }, []);
    expect(stats).toMatchObject({ events: 3, users: 2 });
    expect(stats.buckets.reduce((sum, bucket) => sum + bucket.events, 0)).toBe(3);
    expect(await issueTotals(await scope())).toEqual({ events: 4, users: 2 });
    const staging = await issueStats(await scope(), { from: null, until: now + 1 }, ["staging"]);
    expect(staging.events).toBe(1);
  });

  it("walks from the oldest event to the latest and back, through equal times and groups", async () => {
    const walk: string[] = [];
    let found = await findEvent(await scope(), "oldest");
    expect(found).toMatchObject({ position: 1, total: 4, previousId: null });
    while (found) {
      walk.push(found.event.eventId);
      const back: Awaited<ReturnType<typeof findEvent>> = found.previousId
        ? await findEvent(await scope(), found.previousId)
        : null;
      expect(back?.event.eventId).toBe(walk.at(-2));
      found = found.nextId ? await findEvent(await scope(), found.nextId) : null;
    }
    expect(new Set(walk).size).toBe(4);
    expect((await findEvent(await scope(), "latest"))?.event.eventId).toBe(walk[3]);
    expect(walk).toContain((await findEvent(await scope(), "recommended"))?.event.eventId);
  });

  it("keeps to its own events", async () => {
    const foreign = (await findIssue(charlie, String(ids.foreign)))!;
    const id = (await findEvent(foreign.scope, "latest"))!.event.eventId;
    expect(await findEvent(await scope(), id)).toBeNull();
    expect(await findEvent(await scope(), "nonsense")).toBeNull();
    expect(await findEventById(alice, id)).toBeNull();
    expect(await findEventById(charlie, id)).toMatchObject({ issueId: ids.foreign, eventId: id });
  });
});
