// Trackers and tickets on real stores, against fakes of the three APIs.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { findOrganizationAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { clickhouse } from "#lib/clickhouse.ts";
import { db, inTransaction, pool } from "#lib/db.ts";
import { env, overrideEnvironment } from "#lib/env.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import { enqueueTicketSync, listDueTrackers, takeTicketSync } from "#lib/queue/ticket-sync.ts";
import { applyTicketChange } from "#lib/tickets/apply-ticket-change.ts";
import {
  createIntegration,
  removeIntegration,
  renewWebhookSecret,
  testIntegration,
  updateIntegration,
} from "#lib/tickets/change-integrations.ts";
import { draftTicket } from "#lib/tickets/draft-ticket.ts";
import { openTracker, requireIntegration } from "#lib/tickets/integration-row.ts";
import { createTicket, linkTicket, refreshTicket, unlinkTicket } from "#lib/tickets/link-tickets.ts";
import { listIntegrations, listTickets } from "#lib/tickets/queries.ts";
import { IntegrationChange, type IntegrationKind, NewIntegration } from "#lib/tickets/schema.ts";
import { syncDueTickets } from "#lib/tickets/sync-tickets.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { FAKE_TOKEN, startFakeTrackers } from "#server/testing/fake-trackers.ts";
import { useStores } from "#server/testing/use-stores.ts";

const { truncate } = useStores();
const KINDS: IntegrationKind[] = ["GITHUB", "GITLAB", "JIRA"];

let fakes: Awaited<ReturnType<typeof startFakeTrackers>>;
let cast: Cast;
let issue: Issue;
let issues = 0;

async function seedIssue(projectId = cast.web.projectId): Promise<Issue> {
  const at = new Date("2026-11-03T10:00:00Z");
  const number = ++issues;
  const row = await db().issue.create({
    data: {
      projectId,
      number,
      title: "TypeError: ask @alice",
      culprit: "pay",
      firstSeen: at,
      lastSeen: at,
      timesSeen: 847,
    },
  });
  const hash = String(number).padStart(32, "0");
  const { id: groupId } = await db().groupingHash.create({
    data: { projectId, hash, version: 1, issueId: row.id, originIssueId: row.id },
  });
  const event = buildEvent({
    eventId: hash,
    projectId,
    timestamp: Date.now(),
    receivedAt: Date.now(),
    exceptions: [buildException("TypeError", "ask @alice\n```\n/close", [buildFrame({ function: "pay" })])],
    tags: [["user", "id:1"]],
  });
  const values = [
    toErrorRow(event, { groupId, title: row.title, culprit: "", retentionDays: 90, isWhole: true }),
  ];
  await clickhouse().insert({ table: "errors", values, format: "JSONEachRow" });
  const found = await findIssue(cast.alice.access, String(row.id));
  if (!found) throw new Error("The issue is not there");
  return found;
}

const form = (kind: IntegrationKind, more: Partial<Record<string, unknown>> = {}) => ({
  kind,
  name: kind,
  baseUrl: fakes[kind].url,
  token: FAKE_TOKEN,
  place: kind === "JIRA" ? "web" : "acme/web",
  issueType: "Bug",
  email: kind === "JIRA" ? "bot@acme.test" : "",
  resolveOnClose: "on",
  unresolveOnReopen: "on",
  onResolve: "nothing",
  ...more,
});

const add = (kind: IntegrationKind, more: Partial<Record<string, unknown>> = {}) =>
  createIntegration(cast.alice.access, NewIntegration.parse(form(kind, more)));

const ticketText = (kind: IntegrationKind, integrationId: number) => ({
  integrationId,
  place: kind === "JIRA" ? "WEB" : "acme/web",
  title: "It broke",
  body: "Look",
});
const keyOf = (kind: IntegrationKind, number: number) =>
  kind === "JIRA" ? `WEB-${number}` : `acme/web#${number}`;
const runJobs = () => syncDueTickets(new AbortController().signal);

async function isSomebodyWaiting(): Promise<boolean> {
  const { rowCount } = await pool().query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount === 1;
}

const statusOf = async (id: number) => (await db().issue.findUniqueOrThrow({ where: { id } })).status;
const activityOf = async (issueId: number) =>
  (await db().issueActivity.findMany({ where: { issueId }, orderBy: { id: "asc" } })).map(
    ({ type, data, userId }) => ({ type, data, userId }),
  );

beforeAll(async () => {
  fakes = await startFakeTrackers();
  overrideEnvironment({ outgoingAllowedHosts: KINDS.map((kind) => fakes[kind].host) });
});
afterAll(async () => {
  await Promise.all(KINDS.map((kind) => fakes[kind].close()));
});
beforeEach(async () => {
  await truncate();
  for (const kind of KINDS) {
    fakes[kind].tickets.clear();
    fakes[kind].seen.length = 0;
    fakes[kind].next.length = 0;
  }
  cast = await createCast();
  issue = await seedIssue();
});

describe.each(KINDS)("%s", (kind) => {
  it("is tried: what is there, and what is wrong", async () => {
    const { id } = await add(kind);
    expect(await testIntegration(cast.alice.access, id)).toMatch(/^The (repository|project) .+ is there$/);
    fakes[kind].next.push({ status: 401, body: { message: "Bad credentials" } });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("does not accept the token");
    fakes[kind].next.push({ status: 404 });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("does not know it");
    fakes[kind].next.push({ status: 403, body: { message: "Resource not accessible" } });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("may not do this");
    fakes[kind].next.push({ status: 429, headers: { "retry-after": "120" } });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("Try again in 2 minutes");
    fakes[kind].next.push({ status: 403, headers: { "x-ratelimit-remaining": "0" } });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("no more requests for now");
    fakes[kind].next.push({ status: 502, body: "<html>" });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("had a fault (502)");
    fakes[kind].next.push({ status: 200, body: { hello: "world" } });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("is not what its API says");
    fakes[kind].next.push({ status: 301, headers: { location: "http://169.254.169.254/" } });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("is a redirect");
  });

  it("gets a ticket that was drafted, read over and sent", async () => {
    const { id } = await add(kind);
    const draft = await draftTicket(cast.bob.access, issue, id);
    expect(draft.body).toContain("847 events, 1 user since 3 November 2026.");
    expect(draft.body).toContain(`${env().baseUrl}/organizations/acme/issues/${issue.id}`);
    expect(draft.body).toContain("at pay (");
    await createTicket(cast.bob.access, issue, { integrationId: id, ...draft, title: "Mine" });
    const sent = fakes[kind].tickets.get(1);
    expect([sent?.title, sent?.body]).toEqual(["Mine", draft.body]);
    const [ticket] = await listTickets(cast.bob.access, issue.id);
    expect(ticket).toMatchObject({ key: keyOf(kind, 1), title: "Mine", status: "OPEN", kind });
    expect(ticket?.url).toMatch(new RegExp(`^${fakes[kind].url}/`));
    expect(await activityOf(issue.id)).toEqual([
      { type: "TICKET_LINKED", data: { detail: keyOf(kind, 1) }, userId: cast.bob.userId },
    ]);
  });

  it("is linked by key, number and address; once", async () => {
    const { id: integrationId } = await add(kind);
    const { url } = await createTicket(cast.bob.access, issue, ticketText(kind, integrationId));
    for (const reference of [keyOf(kind, 1), "1", url]) {
      const other = await seedIssue();
      const linked = await linkTicket(cast.bob.access, other, { integrationId, reference });
      expect([reference, linked.key]).toEqual([reference, keyOf(kind, 1)]);
    }
    const again = linkTicket(cast.bob.access, issue, { integrationId, reference: url });
    await expect(again).rejects.toThrow("is linked already");
    for (const reference of [
      "https://evil.test/acme/web/issues/1",
      "../../user",
      "nothing at all",
      "javascript:1",
    ])
      await expect(linkTicket(cast.bob.access, issue, { integrationId, reference })).rejects.toThrow(
        "This is not a ticket of",
      );
    const missing = linkTicket(cast.bob.access, issue, { integrationId, reference: keyOf(kind, 99) });
    await expect(missing).rejects.toThrow("does not know it");
  });

  it("is unlinked, and the ticket stays", async () => {
    const { id } = await add(kind);
    await createTicket(cast.bob.access, issue, ticketText(kind, id));
    const [ticket] = await listTickets(cast.bob.access, issue.id);
    await unlinkTicket(cast.bob.access, issue, ticket!.id);
    expect(await listTickets(cast.bob.access, issue.id)).toEqual([]);
    expect(fakes[kind].tickets.size).toBe(1);
    expect((await activityOf(issue.id)).map((entry) => entry.type)).toEqual([
      "TICKET_LINKED",
      "TICKET_UNLINKED",
    ]);
    await expect(unlinkTicket(cast.bob.access, issue, ticket!.id)).rejects.toThrow("not linked any more");
    expect(await db().issueActivity.count({ where: { type: "TICKET_UNLINKED" } })).toBe(1);
  });

  it("is looked at again: a closed ticket resolves its issue", async () => {
    const { id } = await add(kind);
    await createTicket(cast.bob.access, issue, ticketText(kind, id));
    const [ticket] = await listTickets(cast.bob.access, issue.id);
    const fake = fakes[kind].tickets.get(1)!;
    Object.assign(fake, { isOpen: false, updatedAt: fake.updatedAt + 60_000 });
    await refreshTicket(cast.bob.access, issue, ticket!.id);
    expect(await statusOf(issue.id)).toBe("RESOLVED");
    expect((await listTickets(cast.bob.access, issue.id))[0]?.status).toBe("CLOSED");
  });

  it.each(["close", "comment"])("hears of a resolved issue: %s", async (onResolve) => {
    const { id } = await add(kind, { onResolve });
    await createTicket(cast.bob.access, issue, ticketText(kind, id));
    await db().issue.update({ where: { id: issue.id }, data: { status: "RESOLVED", substatus: null } });
    await inTransaction((on) => enqueueTicketSync(on, [issue.id], 1));
    await runJobs();
    const fake = fakes[kind].tickets.get(1);
    expect([fake?.isOpen, fake?.comments.length]).toEqual([onResolve === "comment", 1]);
    expect(fake?.comments[0]).toContain("was resolved in Debrief");
    expect((await listTickets(cast.bob.access, issue.id))[0]?.status).toBe(
      onResolve === "close" ? "CLOSED" : "OPEN",
    );
  });

  it("never gets its token out: not to pages, not to the database in the clear", async () => {
    await add(kind);
    const shown = JSON.stringify(await listIntegrations(cast.alice.access));
    const stored = JSON.stringify(await db().integration.findMany());
    expect(shown + stored).not.toContain(FAKE_TOKEN);
    expect(shown).not.toMatch(/v1\.|token|webhookSecret/);
  });
});

it("a tracker that says the token aloud is not quoted", async () => {
  for (const kind of KINDS) {
    const { id } = await add(kind);
    const basic = Buffer.from(`bot@acme.test:${FAKE_TOKEN}`).toString("base64");
    const message = `No: authorization: Basic ${basic}, Bearer ${FAKE_TOKEN}`;
    fakes[kind].next.push({ status: 422, body: { message } });
    const fault = await testIntegration(cast.alice.access, id).catch(String);
    expect(fault).toContain("It says: No:");
    expect(fault).not.toContain(FAKE_TOKEN);
    if (kind === "JIRA") expect(fault).not.toContain(basic);
  }
});

it("a key that is none is not kept", async () => {
  const { id: integrationId } = await add("GITLAB");
  for (const full of ["x".repeat(5_000), "acme/web", "acme/..#1", "acme/web#1\n"]) {
    const web_url = "https://gitlab.test/acme/web/-/issues/1";
    const body = { iid: 1, title: "x", state: "opened", web_url, updated_at: "2026-11-03T10:00:00Z" };
    fakes.GITLAB.next.push({ status: 200, body: { ...body, references: { full } } });
    const linked = linkTicket(cast.bob.access, issue, { integrationId, reference: "1" });
    await expect(linked).rejects.toThrow("is not what its API says");
  }
});

describe("an address", () => {
  it("has no query, not even an empty one", async () => {
    const { id } = await add("GITHUB", { baseUrl: `${fakes.GITHUB.url}/?` });
    expect((await db().integration.findUniqueOrThrow({ where: { id } })).baseUrl).toBe(fakes.GITHUB.url);
  });

  it("that changed meanwhile does not get the token by a change of another", async () => {
    const { id: integrationId } = await add("GITHUB");
    const change = (more: object) =>
      updateIntegration(
        cast.alice.access,
        IntegrationChange.parse({ ...form("GITHUB"), integrationId, token: "", ...more }),
      );
    const holding = await pool().connect();
    await holding.query("BEGIN");
    await holding.query("UPDATE integration SET base_url = $2 WHERE id = $1", [
      integrationId,
      fakes.GITLAB.url,
    ]);
    const slow = change({ name: "Slow" }).then(() => "saved", String);
    await vi.waitUntil(isSomebodyWaiting);
    await holding.query("COMMIT");
    holding.release();
    const ended = await slow;
    const { baseUrl } = await db().integration.findUniqueOrThrow({ where: { id: integrationId } });
    expect([ended, baseUrl]).toEqual([expect.stringContaining("meanwhile"), fakes.GITLAB.url]);
  });

  it.each([
    "http://127.0.0.1:1/",
    "http://169.254.169.254/",
    "https://user:pw@github.com/",
    "ftp://x",
    "http://2130706433/",
  ])("is refused when it is saved: %s", async (baseUrl) => {
    await expect(add("GITLAB", { baseUrl })).rejects.toMatchObject({ status: 400 });
    expect(await db().integration.count()).toBe(0);
  });

  it("is refused when it is used, although it was saved", async () => {
    const { id } = await add("GITHUB");
    const before = env().outgoingAllowedHosts;
    overrideEnvironment({ outgoingAllowedHosts: [] });
    await expect(testIntegration(cast.alice.access, id)).rejects.toThrow("not on the public internet");
    overrideEnvironment({ outgoingAllowedHosts: before });
    expect(fakes.GITHUB.seen).toEqual([]);
  });

  it("of another server needs the token again", async () => {
    const { id: integrationId } = await add("GITHUB");
    const change = (more: object) =>
      updateIntegration(
        cast.alice.access,
        IntegrationChange.parse({ ...form("GITHUB"), integrationId, ...more }),
      );
    await expect(change({ baseUrl: fakes.GITLAB.url, token: "" })).rejects.toThrow("enter its token as well");
    await change({ name: "Renamed", token: "" });
    expect(await testIntegration(cast.alice.access, integrationId)).toContain("acme/web");
    await change({ token: "another-token" });
    await expect(testIntegration(cast.alice.access, integrationId)).rejects.toThrow("does not accept");
  });
});

describe("who may", () => {
  it("members make tickets, and leave the trackers alone", async () => {
    const { id } = await add("GITHUB");
    const { access } = cast.bob;
    for (const work of [
      () => createIntegration(access, NewIntegration.parse(form("GITHUB"))),
      () => updateIntegration(access, IntegrationChange.parse({ ...form("GITHUB"), integrationId: id })),
      () => testIntegration(access, id),
      () => renewWebhookSecret(access, id),
      () => removeIntegration(access, id),
    ])
      await expect(work()).rejects.toMatchObject({ status: 403 });
    await createTicket(access, issue, ticketText("GITHUB", id));
  });

  it("members are not shown whose account a tracker is used with", async () => {
    await add("JIRA");
    const emails = async (access: OrganizationAccess) =>
      (await listIntegrations(access)).map(({ settings }) => settings.email);
    expect(await emails(cast.alice.access)).toEqual(["bot@acme.test"]);
    expect(await emails(cast.bob.access)).toEqual([""]);
  });

  it("whoever may only read neither drafts nor links", async () => {
    const { id } = await add("GITHUB");
    await createTicket(cast.bob.access, issue, ticketText("GITHUB", id));
    const [ticket] = await listTickets(cast.bob.access, issue.id);
    const access = { ...cast.bob.access, scopes: ["event:read" as const] };
    for (const work of [
      () => draftTicket(access, issue, id),
      () => createTicket(access, issue, ticketText("GITHUB", id)),
      () => linkTicket(access, issue, { integrationId: id, reference: "1" }),
      () => refreshTicket(access, issue, ticket!.id),
      () => unlinkTicket(access, issue, ticket!.id),
    ])
      await expect(work()).rejects.toMatchObject({ status: 403 });
  });

  it("a stranger reaches nothing of it", async () => {
    const { id } = await add("GITHUB");
    await createTicket(cast.bob.access, issue, ticketText("GITHUB", id));
    const [ticket] = await listTickets(cast.bob.access, issue.id);
    const { access } = cast.charlie;
    const own = await db().project.create({
      data: { organizationId: access.organizationId, slug: "lab", name: "Lab" },
    });
    const row = await db().issue.create({
      data: {
        projectId: own.id,
        number: 1,
        title: "x",
        culprit: "",
        firstSeen: new Date(),
        lastSeen: new Date(),
      },
    });
    const his = (await findIssue(access, String(row.id)))!;
    for (const work of [
      () => draftTicket(access, his, id),
      () => createTicket(access, his, ticketText("GITHUB", id)),
      () => linkTicket(access, his, { integrationId: id, reference: "1" }),
      () => refreshTicket(access, his, ticket!.id),
      () => unlinkTicket(access, his, ticket!.id),
      () => testIntegration(access, id),
      () => removeIntegration(access, id),
    ])
      await expect(work()).rejects.toMatchObject({ status: 404 });
    expect([await listIntegrations(access), await listTickets(access, issue.id)]).toEqual([[], []]);
    expect(await findOrganizationAccess(cast.charlie.userId, "acme")).toBeNull();
  });
});

describe("a change of a ticket", () => {
  const change = (status: "OPEN" | "CLOSED", updatedAt: number) => ({
    key: "acme/web#1",
    title: "It broke",
    status,
    updatedAt,
  });
  const later = () => fakes.GITHUB.tickets.get(1)!.updatedAt + 10_000;

  async function linked(more: Partial<Record<string, unknown>> = {}) {
    const { id } = await add("GITHUB", more);
    await createTicket(cast.bob.access, issue, ticketText("GITHUB", id));
    return requireIntegration(cast.alice.access, id);
  }

  it("resolves and reopens, once each, and clears what hung on the status", async () => {
    const integration = await linked();
    await db().issueSnooze.create({ data: { issueId: issue.id, count: 5 } });
    expect(await applyTicketChange(integration, change("CLOSED", later()))).toBe(1);
    expect(await applyTicketChange(integration, change("CLOSED", later()))).toBe(0);
    expect(await statusOf(issue.id)).toBe("RESOLVED");
    expect(await db().issueSnooze.count()).toBe(0);
    await db().issueResolution.create({ data: { issueId: issue.id, kind: "IN_NEXT_RELEASE" } });
    expect(await applyTicketChange(integration, change("OPEN", later() + 1))).toBe(1);
    expect(await statusOf(issue.id)).toBe("UNRESOLVED");
    expect(await db().issueResolution.count()).toBe(0);
    const detail = "acme/web#1";
    expect((await activityOf(issue.id)).slice(1)).toEqual([
      { type: "RESOLVED_BY_TICKET", data: { detail }, userId: null },
      { type: "REOPENED_BY_TICKET", data: { detail }, userId: null },
    ]);
  });

  it("that is older than what is known changes nothing", async () => {
    const integration = await linked();
    await applyTicketChange(integration, change("CLOSED", later()));
    await applyTicketChange(integration, change("OPEN", later() + 1_000));
    expect(await applyTicketChange(integration, change("CLOSED", later()))).toBe(0);
    expect(await statusOf(issue.id)).toBe("UNRESOLVED");
  });

  it("leaves issues alone where the integration says so, and those that are archived", async () => {
    const integration = await linked({ resolveOnClose: "" });
    expect(await applyTicketChange(integration, change("CLOSED", later()))).toBe(0);
    expect((await listTickets(cast.bob.access, issue.id))[0]?.status).toBe("CLOSED");
    await applyTicketChange(integration, change("OPEN", later() + 1));
    await db().issue.update({ where: { id: issue.id }, data: { status: "ARCHIVED" } });
    const settings = { ...integration.settings, resolveOnClose: true };
    expect(await applyTicketChange({ ...integration, settings }, change("CLOSED", later() + 2))).toBe(0);
    expect(await statusOf(issue.id)).toBe("ARCHIVED");
  });

  it("concerns the issue that its own was merged into, over any number of steps", async () => {
    const integration = await linked();
    const [parent, grandparent] = [await seedIssue(), await seedIssue()];
    await db().issue.update({ where: { id: issue.id }, data: { mergedIntoId: parent.id } });
    await db().issue.update({ where: { id: parent.id }, data: { mergedIntoId: grandparent.id } });
    expect((await listTickets(cast.bob.access, grandparent.id)).map((ticket) => ticket.key)).toEqual([
      "acme/web#1",
    ]);
    expect(await applyTicketChange(integration, change("CLOSED", later()))).toBe(1);
    expect([await statusOf(issue.id), await statusOf(grandparent.id)]).toEqual(["UNRESOLVED", "RESOLVED"]);
  });

  it("reaches the other tickets of the issue", async () => {
    const integration = await linked();
    const { id } = await add("JIRA", { onResolve: "close" });
    await createTicket(cast.bob.access, issue, ticketText("JIRA", id));
    await applyTicketChange(integration, change("CLOSED", later()));
    await runJobs();
    expect(fakes.JIRA.tickets.get(1)?.isOpen).toBe(false);
  });

  it("concerns links that are made at the same time", async () => {
    const integration = await linked();
    const other = await seedIssue();
    const data = { issueId: other.id, integrationId: integration.id, key: "acme/web#1" };
    const updatedAt = new Date(later() - 5_000);
    // The first issue is held until the second has its link.
    const holding = await pool().connect();
    await holding.query("BEGIN");
    await holding.query("SELECT 1 FROM issue WHERE id = $1 FOR NO KEY UPDATE", [issue.id]);
    const applied = applyTicketChange(integration, change("CLOSED", later()));
    await vi.waitUntil(isSomebodyWaiting);
    await db().ticketLink.create({ data: { ...data, url: "https://x.test", title: "x", updatedAt } });
    await holding.query("COMMIT");
    holding.release();
    expect(await applied).toBe(2);
    expect([await statusOf(issue.id), await statusOf(other.id)]).toEqual(["RESOLVED", "RESOLVED"]);
  });

  it("from many at once resolves once", async () => {
    const integration = await linked();
    const at = later();
    const counts = await Promise.all(
      Array.from({ length: 8 }, () => applyTicketChange(integration, change("CLOSED", at))),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});

describe("telling a tracker", () => {
  const waiting = () =>
    db().job.findMany({ where: { kind: "ticket-sync" }, select: { payload: true, runAt: true } });

  const githubAnswer = () => ({
    number: 1,
    title: "It broke",
    state: "open",
    html_url: `${fakes.GITHUB.url}/acme/web/issues/1`,
    updated_at: new Date(Date.now() + 60_000).toISOString(),
  });

  async function resolved(count = 1) {
    const { id } = await add("GITHUB", { onResolve: "close" });
    const all = [issue, ...(await Promise.all(Array.from({ length: count - 1 }, () => seedIssue())))];
    for (const one of all) await createTicket(cast.bob.access, one, ticketText("GITHUB", id));
    const ids = all.map((one) => one.id);
    await db().issue.updateMany({ where: { id: { in: ids } }, data: { status: "RESOLVED" } });
    await inTransaction((on) => enqueueTicketSync(on, ids, 1));
    fakes.GITHUB.seen.length = 0;
    return ids;
  }

  it("that is down waits, for all of its tickets, and is tried again", async () => {
    await resolved(3);
    fakes.GITHUB.next.push({ status: 503 });
    await runJobs();
    expect(fakes.GITHUB.seen.length).toBe(1);
    const jobs = await waiting();
    expect(jobs.map(({ runAt }) => runAt.getTime() > Date.now() + 30_000)).toEqual([true, true, true]);
    await db().job.updateMany({ where: { kind: "ticket-sync" }, data: { runAt: new Date() } });
    await runJobs();
    expect([...fakes.GITHUB.tickets.values()].map((ticket) => ticket.isOpen)).toEqual([false, false, false]);
    expect(await waiting()).toEqual([]);
  });

  it("waits as long as a rate limit asks", async () => {
    await resolved();
    fakes.GITHUB.next.push({ status: 429, headers: { "retry-after": "1800" } });
    await runJobs();
    const [job] = await waiting();
    expect(job!.runAt.getTime()).toBeGreaterThan(Date.now() + 1_700_000);
  });

  it.each([401, 404, 422])("that refuses (%i) is not asked for ever", async (status) => {
    await resolved();
    fakes.GITHUB.next.push({ status });
    await runJobs();
    expect(await waiting()).toEqual([]);
  });

  it("says nothing when the issue came back, or the ticket is closed already", async () => {
    const [id = 0] = await resolved();
    await db().issue.update({ where: { id }, data: { status: "UNRESOLVED" } });
    await runJobs();
    expect(fakes.GITHUB.seen).toEqual([]);
    await db().issue.update({ where: { id }, data: { status: "RESOLVED" } });
    fakes.GITHUB.tickets.get(1)!.isOpen = false;
    await inTransaction((on) => enqueueTicketSync(on, [id], 2));
    await runJobs();
    expect(fakes.GITHUB.tickets.get(1)?.comments).toEqual([]);
    expect((await listTickets(cast.bob.access, id))[0]?.status).toBe("CLOSED");
  });

  const openTransactions = async () => {
    const { rows } = await pool().query(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
    );
    return z.object({ count: z.int() }).parse(rows[0]).count;
  };

  it("that never answers delays no other tracker, and holds no transaction", async () => {
    const [id = 0] = await resolved();
    const other = await add("JIRA", { onResolve: "close" });
    await createTicket(cast.bob.access, issue, ticketText("JIRA", other.id));
    await inTransaction((on) => enqueueTicketSync(on, [id], 2));
    fakes.GITHUB.next.push("never");
    const synced = syncDueTickets(new AbortController().signal, 2_000);
    await vi.waitUntil(() => fakes.GITHUB.seen.length === 1 && fakes.JIRA.tickets.get(1)?.isOpen === false);
    await vi.waitUntil(async () => (await openTransactions()) === 0);
    expect((await waiting()).length).toBe(2);
    await synced;
    expect(fakes.GITHUB.seen.length).toBe(1);
    expect((await waiting()).every(({ runAt }) => runAt.getTime() > Date.now() + 30_000)).toBe(true);
  });

  it("ends when the worker stops, and is tried again", async () => {
    await resolved();
    fakes.GITHUB.next.push("never");
    const stop = new AbortController();
    const synced = syncDueTickets(stop.signal);
    await vi.waitUntil(() => fakes.GITHUB.seen.length === 1);
    stop.abort();
    await synced;
    expect((await waiting()).length).toBe(1);
  });

  it("comes back from a worker that died, but not for ever", async () => {
    await resolved();
    const [tracker = 0] = await listDueTrackers();
    expect(await takeTicketSync(tracker)).toMatchObject({ attempts: 1 });
    expect([await takeTicketSync(tracker), await listDueTrackers()]).toEqual([null, []]);
    const data = { runAt: new Date(), attempts: 8 };
    await db().job.updateMany({ where: { kind: "ticket-sync" }, data });
    await runJobs();
    expect([fakes.GITHUB.seen, await waiting()]).toEqual([[], []]);
  });

  it("does not forget what a webhook told in the meantime", async () => {
    const [id = 0] = await resolved();
    const updatedAt = new Date(Date.now() + 3_600_000);
    await db().ticketLink.updateMany({ data: { title: "Newer", updatedAt } });
    await runJobs();
    expect((await listTickets(cast.bob.access, id))[0]?.title).toBe("Newer");
  });

  it("remembers that it closed a ticket before it comments", async () => {
    const [id = 0] = await resolved();
    const closed = { ...githubAnswer(), state: "closed" };
    fakes.GITHUB.next.push(
      { status: 200, body: githubAnswer() },
      { status: 200, body: closed },
      { status: 403 },
    );
    await runJobs();
    expect((await listTickets(cast.bob.access, id))[0]?.status).toBe("CLOSED");
  });

  it("enqueues nothing where nobody wants to hear of it", async () => {
    const { id } = await add("GITHUB");
    await createTicket(cast.bob.access, issue, ticketText("GITHUB", id));
    await inTransaction((on) => enqueueTicketSync(on, [issue.id], 1));
    expect(await waiting()).toEqual([]);
  });
});

it("a token that was sealed under another secret is asked for again", async () => {
  const { id } = await add("GITHUB");
  const row = await requireIntegration(cast.alice.access, id);
  overrideEnvironment({ authSecret: "another secret" });
  expect(() => openTracker(row)).toThrow("Enter the secret again");
  overrideEnvironment({ authSecret: "only for tests" });
});

it("an integration goes with its links, and only there", async () => {
  const [{ id }, other] = [await add("GITHUB"), await add("GITLAB")];
  await createTicket(cast.bob.access, issue, ticketText("GITHUB", id));
  await createTicket(cast.bob.access, issue, ticketText("GITLAB", other.id));
  await removeIntegration(cast.alice.access, id);
  expect((await listTickets(cast.bob.access, issue.id)).map((ticket) => ticket.kind)).toEqual(["GITLAB"]);
});
