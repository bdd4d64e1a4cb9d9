import { beforeAll, describe, expect, it } from "vitest";
import { clickhouse } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import type { Event } from "#lib/events/event.ts";
import { findMatchingIssueIds } from "#lib/issues/matching-issues.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { countIssuesByTab, listIssues } from "#lib/issues/queries-list.ts";
import { type IssueFilters, IssueSort } from "#lib/issues/schema.ts";
import { ISSUE_SEARCH_KEYS, suggestSearchKeys, suggestSearchValues } from "#lib/issues/search-keys.ts";
import { SearchError } from "#lib/search/search-error.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.now();
const hex = (number: number) => number.toString(16).padStart(32, "0");

let cast: Cast;
let nextEvent = 1;
const issueIds: number[] = [];

type Seed = { issue?: Record<string, unknown>; events: Partial<Event>[]; groups?: number };

async function seed(projectId: number, number: number, { issue = {}, events, groups = 1 }: Seed) {
  const times = events.map((event) => event.timestamp ?? NOW - HOUR);
  const row = await db().issue.create({
    data: {
      projectId,
      number,
      title: `Issue ${number}`,
      culprit: "",
      reviewReason: null,
      firstSeen: new Date(Math.min(...times)),
      lastSeen: new Date(Math.max(...times)),
      timesSeen: events.length,
      ...issue,
    },
  });
  const hashes = [];
  for (let group = 0; group < groups; group++)
    hashes.push(
      await db().groupingHash.create({
        data: {
          projectId,
          hash: hex(projectId * 10_000 + number * 100 + group),
          version: 1,
          issueId: row.id,
          originIssueId: row.id,
        },
      }),
    );
  const values = [];
  for (const [index, event] of events.entries()) {
    const groupId = hashes[index % groups]!.id;
    const eventId = hex(0xe000 + nextEvent++);
    const built = buildEvent({ eventId, projectId, timestamp: NOW - HOUR, ...event });
    values.push(
      toErrorRow(built, {
        groupId,
        title: row.title,
        culprit: row.culprit,
        retentionDays: 90,
        isWhole: true,
      }),
    );
    const at = new Date(built.timestamp);
    await db().eventId.create({
      data: { eventId, projectId, journalId: 1n, groupId, timestamp: at, receivedAt: at },
    });
  }
  await clickhouse().insert({ table: "errors", values, format: "JSONEachRow" });
  return row;
}

const tags = (more: Record<string, string>): Event["tags"] => Object.entries(more);

beforeAll(async () => {
  cast = await createCast();
  const { projectId, organizationId } = cast.web;
  const [alice, bob] = [cast.alice.userId, cast.bob.userId];
  const team = await db().team.create({ data: { organizationId, slug: "core", name: "Core" } });
  await db().teamMember.create({ data: { teamId: team.id, userId: alice } });
  await db().projectTeam.create({ data: { teamId: team.id, projectId } });
  const [old, fresh] = await Promise.all([
    db().release.create({
      data: { organizationId, version: "web@1.0.0", dateCreated: new Date(NOW - 9 * DAY) },
    }),
    db().release.create({ data: { organizationId, version: "web@2.0.0", dateCreated: new Date(NOW - DAY) } }),
  ]);
  for (const release of [old, fresh])
    await db().releaseProject.create({
      data: { releaseId: release.id, projectId, firstEvent: new Date(NOW - DAY), lastEvent: new Date(NOW) },
    });

  // 1: much of everything
  const first = await seed(projectId, 1, {
    groups: 2,
    issue: {
      title: "TypeError: cart is broken",
      culprit: "pay in cart.ts",
      level: "FATAL",
      assigneeUserId: alice,
      firstReleaseId: old.id,
      unhandled: true,
      reviewReason: "NEW",
    },
    events: [
      {
        timestamp: NOW - 2 * HOUR,
        release: "web@1.0.0",
        environment: "production",
        exceptions: [
          buildException("TypeError", "cannot read sku of zirconium", [
            buildFrame({ function: "chargeCard", module: "shop.pay", filename: "src/pay.ts" }),
          ]),
        ],
        breadcrumbs: [
          { type: "default", category: "ui", level: "info", message: "Tapped the purple button" },
        ],
        user: { id: "1", email: "ada@example.com" },
        tags: tags({ plan: "enterprise", region: "eu", user: "id:1" }),
      },
      {
        timestamp: NOW - HOUR,
        release: "web@2.0.0",
        tags: tags({ plan: "free", region: "us", user: "id:2" }),
      },
      {
        timestamp: NOW - HOUR,
        release: "web@2.0.0",
        tags: tags({ plan: "free", region: "us", user: "id:1" }),
      },
    ],
  });
  // 2: assigned to the team, resolved
  await seed(projectId, 2, {
    issue: {
      title: "Login failed",
      level: "WARNING",
      status: "RESOLVED",
      substatus: null,
      assigneeTeamId: team.id,
      priority: "LOW",
      firstReleaseId: fresh.id,
    },
    events: [
      {
        timestamp: NOW - 3 * DAY,
        message: { formatted: "Login failed for bob" },
        tags: tags({ plan: "enterprise", region: "us", user: "id:1" }),
      },
    ],
  });
  // 3: archived, suggested to bob, linked, bookmarked
  const third = await seed(projectId, 3, {
    issue: {
      title: "Slow report",
      level: "INFO",
      status: "ARCHIVED",
      substatus: "ARCHIVED_FOREVER",
      priority: "MEDIUM",
    },
    events: [
      { timestamp: NOW - 5 * DAY, tags: tags({ plan: "free", region: "eu" }) },
      { timestamp: NOW - 5 * DAY, tags: tags({ region: "ap" }) },
    ],
  });
  await db().issueOwner.create({
    data: { issueId: third.id, source: "CODEOWNERS", rule: "*", userId: bob, position: 0 },
  });
  await db().issueBookmark.create({ data: { issueId: third.id, userId: alice } });
  await db().issueSubscription.create({ data: { issueId: third.id, userId: bob, reason: "manual" } });
  const integration = await db().integration.create({
    data: {
      organizationId,
      kind: "JIRA",
      name: "Jira",
      baseUrl: "https://jira.test",
      token: "x",
      webhookSecret: "x",
    },
  });
  await db().ticketLink.create({
    data: {
      issueId: third.id,
      integrationId: integration.id,
      key: "WEB-12",
      url: "https://jira.test/WEB-12",
      title: "t",
    },
  });
  // 4: regressed; 5: escalating; 6: new a while ago, so ongoing
  const fourth = await seed(projectId, 4, {
    issue: { title: "Came back", substatus: "REGRESSED" },
    events: [{}, {}],
  });
  await db().issueActivity.create({
    data: { issueId: fourth.id, type: "REGRESSED", data: { releaseId: fresh.id } },
  });
  await seed(projectId, 5, {
    issue: { title: "More and more", substatus: "ESCALATING", reviewReason: "ESCALATING" },
    events: [{ platform: "python" }],
  });
  await seed(projectId, 6, {
    issue: { title: "100% CPU_load", statusChangedAt: new Date(NOW - 8 * DAY) },
    events: [{}],
  });
  // 7 was merged into 1; Charlie has one of his own
  await seed(projectId, 7, {
    issue: { title: "TypeError: cart is merged", mergedIntoId: first.id },
    events: [{ tags: tags({ plan: "enterprise" }) }],
  });
  const foreign = await db().project.create({
    data: { organizationId: cast.charlie.access.organizationId, slug: "umbrella", name: "U" },
  });
  await seed(foreign.id, 1, {
    issue: { title: "TypeError: cart of a stranger" },
    events: [{ tags: tags({ plan: "enterprise", secret: "x" }) }],
  });
  const all = await db().issue.findMany({ where: { projectId }, orderBy: { number: "asc" } });
  issueIds.push(...all.map(({ id }) => id));
});

const filters = (more: Partial<IssueFilters> = {}): IssueFilters => ({
  tab: "all",
  sort: "last_seen",
  query: "",
  projectIds: [],
  environments: [],
  range: { from: NOW - 30 * DAY, until: NOW + 1 },
  cursor: null,
  limit: 25,
  ...more,
});

/** Numbers of the issues that a search finds. */
async function numbers(more: Partial<IssueFilters>, access = cast.alice.access): Promise<string> {
  const { items } = await listIssues(access, filters(more));
  return items
    .map(({ shortId }) => shortId.replace("WEB-", ""))
    .toSorted()
    .join("");
}

describe("a search of issues", () => {
  it.each([
    ["", "123456"],
    ["is:unresolved", "1456"],
    ["is:resolved", "2"],
    ["is:archived", "3"],
    ["is:ignored", "3"],
    ["is:new", "1"],
    ["is:ongoing", "6"],
    ["is:regressed", "4"],
    ["is:escalating", "5"],
    ["is:archived_forever", "3"],
    ["is:archived_until_escalating", ""],
    ["is:for_review", "15"],
    ["is:assigned", "12"],
    ["is:unassigned", "3456"],
    ["is:linked", "3"],
    ["is:unlinked", "12456"],
    ["is:unhandled", "1"],
    ["!is:resolved", "13456"],
    ["assigned:me", "1"],
    ["assigned:alice@example.com", "1"],
    ["assigned:#core", "2"],
    ["assigned:my_teams", "2"],
    ["assigned:none", "3456"],
    ["assigned:[me, none]", "13456"],
    ["!assigned:me", "23456"],
    ["has:assigned", "12"],
    ["assigned_or_suggested:bob@example.com", "3"],
    ["assigned_or_suggested:me", "1"],
    ["assigned_or_suggested:none", "456"],
    ["bookmarks:me", "3"],
    ["subscribed:bob@example.com", "3"],
    ["team:#core", "123456"],
    ["team:core is:resolved", "2"],
    ["firstRelease:web@1.0.0", "1"],
    ["firstRelease:web@*", "12"],
    ["firstRelease:latest", "2"],
    ["has:firstRelease", "12"],
    ["!has:firstRelease", "3456"],
    ["regressed_in_release:web@2*", "4"],
    ["release:web@1.0.0", "1"],
    ["release:latest", "1"],
    ["release.version:>=2", "1"],
    ["age:-24h", "1456"],
    ["firstSeen:+24h", "23"],
    ["lastSeen:+4d", "3"],
    ["lastSeen:>-24h", "1456"],
    ["timesSeen:>1", "134"],
    ["timesSeen:1", "256"],
    ["timesSeen:>=0.003k", "1"],
    ["issue:WEB-2", "2"],
    ["issue:[web-2,web-3]", "23"],
    ["web-2", "2"],
    ["issue.category:error", "123456"],
    ["issue.type:error", "123456"],
    ["issue.priority:low", "2"],
    ["issue.priority:[low, medium]", "23"],
    ["level:fatal", "1"],
    ["!level:[error,fatal]", "23"],
    ["title:*failed", "2"],
    ["title:Log*fail*", "2"],
    ["culprit:*cart.ts", "1"],
    ["project:web", "123456"],
    ["!project:web", ""],
    ["environment:production", "1"],
    ["platform:python", "5"],
    ["error.type:TypeError", "1"],
    ["error.value:*sku*", "1"],
    ["stack.function:chargeCard", "1"],
    ["user.email:ada@example.com", "1"],
    ["user.id:1", "1"],
    ["plan:enterprise", "12"],
    ["plan:enterprise region:us", "2"],
    ["!plan:enterprise", "3456"],
    ["!plan:enterprise region:eu", "3"],
    ["!has:plan", "456"],
    ["tags[plan]:ent*", "12"],
    ["message:bob", "2"],
    ["!message:bob", "13456"],
    ["cart", "1"],
    ["cart zirconium", "1"],
    ["zirconium", "1"],
    ["ChargeCard", "1"],
    ["src/pay", "1"],
    ["purple", "1"],
    ["purple plan:enterprise", "1"],
    ["purple plan:free", ""],
    ["cart plan:free", "1"],
    ["!cart", "23456"],
    ["100%", "6"],
    ["c_u", ""],
    ["cpu_load", "6"],
    ['"is broken"', "1"],
    [hex(0xe001), "1"],
    ["plan:enterprise OR assigned:none", "123456"],
    ["plan:enterprise OR is:regressed", "124"],
    ["(plan:enterprise OR is:regressed) !is:resolved", "14"],
    ["is:regressed OR purple", "14"],
    ["!(plan:enterprise OR is:regressed)", "356"],
    ["is:resolved OR is:archived is:linked", "23"],
    ["secret:x", ""],
  ])("%s finds %s", async (query, expected) => {
    expect(await numbers({ query })).toBe(expected);
  });

  it.each([
    ["is:open", 3, 4, "Use unresolved"],
    ["level:error is:unresolvd", 15, 9, "Did you mean unresolved?"],
    ["level:eror", 6, 4, "Did you mean error?"],
    ["issue.priority:urgent", 15, 6, "Use low"],
    ["timesSeen:many", 10, 4, "a number"],
    ["age:soon", 4, 4, "a date"],
    ["level:>error", 0, 5, "cannot be compared"],
    ["issue:nothing!", 6, 8, "no issue"],
    ["plan:free (is:new", 10, 1, "not closed"],
    ["bookmarks:#core", 10, 5, "Only people"],
    ["count():>5", 0, 7, "one at a time"],
  ])("%s is refused at %i", async (query, at, length, message) => {
    const refused = listIssues(cast.alice.access, filters({ query }));
    await expect(refused).rejects.toThrow(SearchError);
    await expect(refused).rejects.toThrow(expect.objectContaining({ at, length }));
    await expect(refused).rejects.toThrow(message);
    await expect(countIssuesByTab(cast.alice.access, filters({ query }))).rejects.toThrow(SearchError);
  });

  it("means by me whoever asks", async () => {
    expect(await numbers({ query: "assigned:me" }, cast.bob.access)).toBe("");
    expect(await numbers({ query: "assigned_or_suggested:me" }, cast.bob.access)).toBe("3");
  });

  it("shows strangers nothing", async () => {
    const seen = await listIssues(
      cast.charlie.access,
      filters({ query: "cart", projectIds: [cast.web.projectId] }),
    );
    expect(seen.items).toEqual([]);
    const own = await listIssues(cast.charlie.access, filters({ query: "issue:web-1 OR plan:enterprise" }));
    expect(own.items.map(({ title }) => title)).toEqual(["TypeError: cart of a stranger"]);
    expect(await numbers({ query: hex(0xe001) }, cast.charlie.access)).toBe("");
  });

  it("counts the events that the search is about", async () => {
    const stats = async (query: string) =>
      (await listIssues(cast.alice.access, filters({ query }))).items.find(
        ({ shortId }) => shortId === "WEB-1",
      )?.stats;
    expect(await stats("")).toMatchObject({ events: 3, users: 2 });
    expect(await stats("plan:enterprise")).toMatchObject({ events: 1, users: 1 });
    expect(await stats("plan:free is:unresolved")).toMatchObject({ events: 2, users: 2 });
    expect(await stats("purple")).toMatchObject({ events: 3 });
  });

  it("counts every tab", async () => {
    expect(await countIssuesByTab(cast.alice.access, filters())).toEqual({
      unresolved: 4,
      for_review: 2,
      regressed: 1,
      escalating: 1,
      resolved: 1,
      archived: 1,
      all: 6,
    });
  });

  it.each([
    ["for_review", "15"],
    ["regressed", "4"],
    ["escalating", "5"],
  ] as const)("has a tab %s", async (tab, expected) => {
    expect(await numbers({ tab })).toBe(expected);
    expect(await numbers({ tab, query: "is:resolved" })).toBe("2");
  });

  it("finds all that match, and says how many there are", async () => {
    const found = await findMatchingIssueIds(cast.alice.access, filters({ query: "!is:resolved" }), 3);
    expect(found.total).toBe(5);
    expect(found.ids).toHaveLength(3);
  });
});

describe("orders of the list", () => {
  it.each([
    ["events", "WEB-1"],
    ["users", "WEB-1"],
    ["trends", "WEB-1"],
  ] as const)("puts the most first by %s", async (sort, expected) => {
    const { items } = await listIssues(
      cast.alice.access,
      filters({ sort, range: { from: NOW - 2 * DAY, until: NOW + 1 } }),
    );
    expect(items[0]?.shortId).toBe(expected);
  });

  it("puts the urgent ones first by priority, and of those what happened last", async () => {
    const { items } = await listIssues(cast.alice.access, filters({ sort: "priority" }));
    expect(items.map(({ shortId }) => shortId.replace("WEB-", "")).join("")).toBe("654132");
  });

  it.each(IssueSort.options)("pages by %s without a gap, forth and back", async (sort) => {
    const whole = (await listIssues(cast.alice.access, filters({ sort }))).items.map(({ id }) => id);
    const forth: number[] = [];
    let cursor: string | null = null;
    let last: Awaited<ReturnType<typeof listIssues>>;
    do {
      last = await listIssues(cast.alice.access, filters({ sort, limit: 2, cursor }));
      forth.push(...last.items.map(({ id }) => id));
      cursor = last.next;
    } while (cursor !== null);
    expect(forth).toEqual(whole);
    const back = last.items.map(({ id }) => id).toReversed();
    for (let at = last.previous; at !== null;) {
      const page: typeof last = await listIssues(cast.alice.access, filters({ sort, limit: 2, cursor: at }));
      back.push(...page.items.map(({ id }) => id).toReversed());
      at = page.previous;
    }
    expect(back.toReversed()).toEqual(whole);
  });
});

describe("a merged issue", () => {
  it("has the address of the issue that it was merged into", async () => {
    expect(await findIssue(cast.alice.access, "WEB-7")).toMatchObject({
      shortId: "WEB-1",
      mergedFrom: "WEB-7",
    });
    expect(await findIssue(cast.alice.access, String(issueIds[6]))).toMatchObject({ shortId: "WEB-1" });
    expect(await findIssue(cast.alice.access, "WEB-1")).toMatchObject({ mergedFrom: null });
    expect(await findIssue(cast.charlie.access, "WEB-7")).toBeNull();
  });
});

describe("completion", () => {
  const suggest = async (key: string, prefix = "", access = cast.alice.access) =>
    (await suggestSearchValues(access, { key, prefix, projectIds: [], range: filters().range })).map(
      ({ value }) => value,
    );

  it.each([
    [
      "is",
      "arch",
      ["archived", "archived_until_escalating", "archived_until_condition_met", "archived_forever"],
    ],
    ["level", "", ["debug", "info", "warning", "error", "fatal"]],
    [
      "assigned",
      "",
      ["me", "none", "my_teams", "#core", "#everyone", "alice@example.com", "bob@example.com"],
    ],
    ["assigned", "bob", ["bob@example.com"]],
    ["release", "", ["latest", "web@1.0.0", "web@2.0.0"]],
    ["project", "", ["web"]],
    ["plan", "", ["free", "enterprise"]],
    ["plan", "ENT", ["enterprise"]],
    ["stack.function", "", ["chargeCard"]],
    ["secret", "", []],
    ["count()", "", []],
    ["a b", "", []],
  ])("of %s:%s", async (key, prefix, expected) => {
    expect((await suggest(key, prefix)).toSorted()).toEqual(expected.toSorted());
  });

  it("knows the keys of tags, of one's own projects alone", async () => {
    const question = { prefix: "", projectIds: [], range: filters().range };
    const keys = async (access = cast.alice.access) =>
      (await suggestSearchKeys(access, question)).map(({ value }) => value);
    expect((await keys()).toSorted()).toEqual(["plan", "region", "user"]);
    expect((await keys(cast.charlie.access)).toSorted()).toEqual(["plan", "secret"]);
    expect(await suggest("assigned", "alice", cast.charlie.access)).toEqual([]);
  });

  it("offers keys that a search takes", async () => {
    const SAMPLE: Record<string, string> = {
      is: "new",
      level: "error",
      "issue.priority": "high",
      issue: "WEB-1",
      age: "-1d",
      lastSeen: "-1d",
      timesSeen: "5",
      "event.timestamp": "-1d",
      "error.handled": "1",
      "error.unhandled": "1",
    };
    for (const { key } of ISSUE_SEARCH_KEYS)
      await listIssues(cast.alice.access, filters({ query: `${key}:${SAMPLE[key] ?? "x"}`, limit: 1 }));
  });
});
