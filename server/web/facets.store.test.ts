// Facets, conditions and impact over real stores: what a search finds, and whose it is.
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { issueCondition } from "#lib/issues/conditions/issue-condition.ts";
import { feedbackCounts } from "#lib/issues/impact.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import {
  issueFacets,
  issueTagKeys,
  issueTagValues,
  listFacets,
  searchIssueEvents,
} from "#lib/issues/queries-tags.ts";
import { issueStats } from "#lib/issues/queries-stats.ts";
import { eventFilter } from "#lib/events/event-filter.ts";
import type { IssueFilters } from "#lib/issues/schema.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { sendItems, type SentItem } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const HOUR = 3_600_000;
const now = Date.now();
const range = { from: now - 14 * 24 * HOUR, until: now + HOUR };
const everything = { range, environments: [], query: "" };

let cast: Cast;
let issues: Record<"payment" | "cart" | "loop", Issue>;
let lastId = 0;
let sent = 0;
const newId = () => (++lastId).toString(16).padStart(32, "a");

type Sent = { id: string; type: string; tags?: Record<string, string>; user?: string; environment?: string };
const errorItem = ({ id, type, tags = {}, user, environment }: Sent): SentItem => [
  { type: "event" },
  {
    event_id: id,
    timestamp: (now - HOUR - ++sent * 1_000) / 1_000,
    environment,
    tags,
    ...(user && { user: { id: user } }),
    exception: { values: [{ type, value: `${type} happened` }] },
  },
];

async function send(events: readonly Sent[]): Promise<void> {
  for (const one of events) await sendItems(cast, [errorItem(one)], { event_id: one.id });
}

async function issueOf(type: string): Promise<Issue> {
  const { id } = await db().issue.findFirstOrThrow({ where: { title: { startsWith: type } } });
  const issue = await findIssue(cast.alice.access, String(id));
  if (!issue) throw new Error(`${type} is not stored`);
  return issue;
}

const plans = ["free", "pro", "enterprise"];
const others = Array.from({ length: 90 }, (_, at): Sent => {
  const tags = { plan: plans[at % 3] ?? "", region: at % 2 ? "EU" : "US", checkout: at % 5 ? "old" : "new" };
  return {
    id: newId(),
    type: "CartError",
    tags,
    user: `u${at}`,
    environment: at < 10 ? "staging" : "production",
  };
});
const failing = { plan: "enterprise", region: "EU", checkout: "new" };
const REPORTED = ["b".repeat(32), "c".repeat(32)];

beforeAll(async () => {
  cast = await createCast();
  await send(others);
  await send(
    Array.from({ length: 30 }, (_, at) => ({
      type: "PaymentError",
      id: REPORTED[at] ?? newId(),
      tags: { ...failing, theme: at % 2 ? "dark" : "light" },
      user: `p${at}`,
    })),
  );
  await send(
    Array.from({ length: 40 }, () => ({
      id: newId(),
      type: "LoopError",
      tags: { plan: "trial" },
      user: "one",
    })),
  );
  await drainJournal();
  issues = {
    payment: await issueOf("PaymentError"),
    cart: await issueOf("CartError"),
    loop: await issueOf("LoopError"),
  };
}, 120_000);

const shareOf = (facets: { key: string; values: { value: string; count: number }[] }[], key: string) =>
  facets.find((facet) => facet.key === key)?.values.map(({ value, count }) => `${value} ${count}`);

describe("facets of an issue", () => {
  it("count every value with its share and when it was seen", async () => {
    const { facets, events, users, isSampled } = await issueFacets(issues.cart, everything, { top: 5 });
    expect({ events, users, isSampled }).toEqual({ events: 90, users: 90, isSampled: false });
    const plan = facets.find(({ key }) => key === "plan");
    expect(plan).toMatchObject({ total: 90, distinct: 3 });
    expect(plan?.values[0]).toMatchObject({ count: 30, percent: 100 / 3 });
    const [{ firstSeen = 0, lastSeen = 0 } = {}] = plan?.values ?? [];
    expect(firstSeen).toBeLessThan(lastSeen);
    expect(lastSeen).toBeLessThan(now);
  });

  it.each([
    ["region:EU", ["enterprise 15", "free 15", "pro 15"]],
    ["region:EU !plan:free", ["enterprise 15", "pro 15"]],
    ["plan:enterprise region:EU checkout:new", ["enterprise 3"]],
    ["plan:[free, pro] environment:staging", ["free 4", "pro 3"]],
    ["plan:nothing", undefined],
  ])("follow the search %s", async (query, plan) => {
    const { facets, events } = await issueFacets(issues.cart, { ...everything, query }, { top: 5 });
    expect(shareOf(facets, "plan")).toEqual(plan);
    const { found, all, newest } = await searchIssueEvents(issues.cart, { ...everything, query }, 2);
    expect([found.events, all.events]).toEqual([events, 90]);
    expect(newest).toHaveLength(Math.min(2, events));
    const filter = eventFilter(query, []);
    expect((await issueStats(issues.cart.scope, range, [], filter)).events).toBe(events);
  });

  it("list the most frequent values only, of chosen tags only, within environments and range", async () => {
    const { facets } = await issueFacets(issues.cart, everything, { top: 1, keys: ["region"] });
    expect(facets.map(({ key, values }) => [key, values.length])).toEqual([["region", 1]]);
    const staging = await issueFacets(issues.cart, { ...everything, environments: ["staging"] }, { top: 5 });
    expect(staging.events).toBe(10);
    const past = { ...everything, range: { from: 0, until: range.from } };
    expect(await issueFacets(issues.cart, past, { top: 5 })).toMatchObject({ facets: [], events: 0 });
    expect((await issueTagKeys(issues.cart)).find(({ key }) => key === "plan")).toEqual({
      key: "plan",
      total: 90,
    });
    expect((await issueTagValues(issues.cart, "region")).map(({ value }) => value)).toEqual(["EU", "US"]);
  });

  it("say which characters of a search are wrong, and that issues are not searched here", async () => {
    await expect(
      issueFacets(issues.cart, { ...everything, query: "(plan:free" }, { top: 5 }),
    ).rejects.toThrow();
    await expect(
      issueFacets(issues.cart, { ...everything, query: "assigned:me" }, { top: 5 }),
    ).rejects.toThrow("about issues");
  });
});

describe("facets of a list", () => {
  const filters = (more: Partial<IssueFilters>): IssueFilters => ({
    tab: "unresolved",
    sort: "last_seen",
    query: "",
    projectIds: [],
    environments: [],
    range,
    cursor: null,
    limit: 25,
    ...more,
  });
  const events = async (access: Cast["alice"]["access"], more: Partial<IssueFilters> = {}) =>
    (await listFacets(access, filters(more), { top: 5 })).events;

  it("are of the events that the list counts", async () => {
    const { access } = cast.alice;
    expect(await events(access)).toBe(160);
    expect(await events(access, { query: "region:EU" })).toBe(75);
    expect(await events(access, { query: "region:EU PaymentError" })).toBe(30);
    expect(await events(access, { query: "is:unresolved plan:trial" })).toBe(40);
    expect(await events(access, { environments: ["staging"] })).toBe(10);
    expect(await events(access, { tab: "resolved" })).toBe(0);
    expect(await events(access, { projectIds: [cast.web.projectId] })).toBe(160);
  });

  it("never show another organization's events", async () => {
    expect(await events(cast.charlie.access)).toBe(0);
    expect(await events(cast.charlie.access, { projectIds: [cast.web.projectId] })).toBe(0);
    expect(await events(cast.bob.access)).toBe(160);
  });
});

describe("the condition of an issue", () => {
  it("is found in the stores as in memory", async () => {
    const result = await issueCondition(issues.payment.scope, range, []);
    expect(result).toMatchObject({ kind: "found", compared: { issue: 30, baseline: 93 } });
    if (result.kind !== "found") throw new Error("not found");
    const { parts, issue, baseline } = result.condition;
    // Six other events meet both: too few to tell that the region matters too.
    expect(parts.map(({ key, value }) => `${key}=${value}`).sort()).toEqual([
      "checkout=new",
      "plan=enterprise",
    ]);
    expect([issue, baseline]).toEqual([
      { hits: 30, size: 30 },
      { hits: 6, size: 93 },
    ]);
  });

  it("is not told of events that are nearly all one person's", async () => {
    expect(await issueCondition(issues.loop.scope, range, [])).toMatchObject({
      kind: "too few",
      of: "issue",
      compared: { issue: 3 },
    });
  });

  it("is none where tags are spread as everywhere", async () => {
    expect((await issueCondition(issues.cart.scope, range, ["production"])).kind).not.toBe("found");
  });
});

describe("who reported an issue", () => {
  const report = (parts: object) =>
    db().feedback.create({
      data: {
        projectId: cast.web.projectId,
        eventId: newId(),
        message: "It broke",
        timestamp: new Date(now - HOUR),
        receivedAt: new Date(),
        ...parts,
      },
    });
  const count = async (access: Cast["alice"]["access"], within = range) =>
    Object.fromEntries(await feedbackCounts(access, [issues.payment.id, issues.cart.id], within, []));

  it("counts people, not messages, of all issues in one go", async () => {
    expect(await count(cast.alice.access)).toEqual({});
    const [first, second] = REPORTED;
    await report({ associatedEventId: first, email: "ada@example.com" });
    await report({ associatedEventId: second, email: "ADA@example.com", timestamp: new Date(now) });
    await report({ associatedEventId: first, name: "Grace" });
    await report({ associatedEventId: first });
    await report({ associatedEventId: first, status: "SPAM", email: "spam@example.com" });
    await report({ email: "nobody@example.com" });
    await report({ associatedEventId: "d".repeat(32), email: "unknown@example.com" });
    expect(await count(cast.alice.access)).toEqual({
      [issues.payment.id]: { people: 3, lastEventId: second },
    });
    expect(await count(cast.alice.access, { from: 0, until: range.from })).toEqual({});
  });

  it("never tells another organization", async () => {
    expect(await count(cast.charlie.access)).toEqual({});
  });
});
