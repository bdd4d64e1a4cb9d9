// Ownership through the whole way of an event: posted to the door, digested by the worker, assigned.
import { beforeEach, describe, expect, it } from "vitest";
import { findProjectAccess, type ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { mapOwners, removeCodeOwners, uploadCodeOwners } from "#lib/ownership/change-code-owners.ts";
import { findCodeOwners, findSuggestions } from "#lib/ownership/queries.ts";
import { tryOwnership } from "#lib/ownership/try-ownership.ts";
import { updateOwnershipRules } from "#lib/ownership/update-ownership-rules.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
let pay: number;
/** The revision that a test begins with: what is remembered of another test's must not be its own. */
let base = 0;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  const { organizationId, projectId } = cast.web;
  base += 100;
  await db().project.update({ where: { id: projectId }, data: { ownershipRevision: base } });
  const projects = { create: { projectId } };
  pay = (await db().team.create({ data: { organizationId, slug: "pay", name: "Payments", projects } })).id;
  await db().team.create({ data: { organizationId, slug: "web", name: "Web", projects } });
});

let lastId = 0;
type Sent = { path?: string; fn?: string; timestamp?: number; [key: string]: unknown };
async function post({ path = "src/pay/charge.ts", fn = "charge", ...rest }: Sent = {}): Promise<void> {
  const frames = [{ filename: path, function: fn, lineno: 3, in_app: true }];
  const event = {
    event_id: (++lastId).toString(16).padStart(32, "b"),
    timestamp: Date.now() / 1000,
    platform: "node",
    exception: { values: [{ type: "TypeError", value: "x", stacktrace: { frames } }] },
    ...rest,
  };
  const body = Buffer.from(`{}\n{"type":"event"}\n${JSON.stringify(event)}\n`);
  const response = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey, sentry_version: "7" }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield body;
    })(),
  });
  expect(response.status).toBe(200);
}

async function send(event?: Sent): Promise<void> {
  await post(event);
  await drainJournal();
}

const setRules = (rules: string, more = {}) => updateOwnershipRules(cast.web, { rules, ...more });

async function issueState(shortId = "WEB-1") {
  const issue = await findIssue(cast.alice.access, shortId);
  if (!issue) throw new Error(`${shortId} is not there`);
  const row = await db().issue.findUniqueOrThrow({ where: { id: issue.id } });
  const suggestions = await findSuggestions(issue.scope);
  return {
    assignee: issue.assignee?.name ?? null,
    by: row.assignedBy,
    revision: row.ownershipRevision < 0 ? null : row.ownershipRevision - base,
    suggested: suggestions.map(({ owner, rule, source }) => `${owner.name} ${source} ${rule}`),
  };
}

const assignments = async () =>
  (await db().issueActivity.findMany({ where: { type: "ASSIGNED" }, orderBy: { id: "asc" } })).map(
    ({ data, userId }) => ({ data, userId }),
  );

describe("rules", () => {
  it("assign a new issue to the team that they name, and say why", async () => {
    await setRules("* bob@example.com\nsrc/pay/* #pay");
    await send();
    expect(await issueState()).toEqual({
      assignee: "Payments",
      by: "OWNERSHIP_RULE",
      revision: 1,
      suggested: ["Payments OWNERSHIP_RULE src/pay/* #pay", "Bob OWNERSHIP_RULE * bob@example.com"],
    });
    expect(await assignments()).toEqual([
      { data: { assignee: "Payments", detail: "by the rule src/pay/* #pay" }, userId: null },
    ]);
    expect(await db().issueSubscription.count()).toBe(0);
  });

  it("cost an issue one look at each revision", async () => {
    await setRules("src/pay/* #pay");
    await send();
    await send({ path: "src/pay/charge.ts", tags: { more: "1" } });
    expect(await assignments()).toHaveLength(1);
    await db().issueOwner.deleteMany();
    await send();
    expect((await issueState()).suggested).toEqual([]);
  });

  it("that changed assign anew with the next event", async () => {
    await setRules("src/pay/* #pay");
    await send();
    await setRules("src/pay/* #web");
    expect((await issueState()).assignee).toBe("Payments");
    await send();
    expect(await issueState()).toMatchObject({
      assignee: "Web",
      revision: 2,
      suggested: ["Web OWNERSHIP_RULE src/pay/* #web"],
    });
    await setRules("");
    await send();
    expect(await issueState()).toMatchObject({ assignee: "Web", revision: 3, suggested: [] });
  });

  it("look at the newest event of a batch, whatever came last", async () => {
    await send();
    await setRules("tags.at:new #pay\ntags.at:old #web");
    const now = Date.now() / 1000;
    await post({ timestamp: now, tags: { at: "new" } });
    await post({ timestamp: now - 600, tags: { at: "old" } });
    await drainJournal();
    expect(await issueState()).toMatchObject({ assignee: "Payments" });
  });

  it("only suggest when they are told so", async () => {
    await setRules("src/pay/* #pay", { autoAssign: false });
    await send();
    expect(await issueState()).toMatchObject({
      assignee: null,
      by: null,
      suggested: ["Payments OWNERSHIP_RULE src/pay/* #pay"],
    });
  });

  it("of nobody leave issues alone", async () => {
    await db().project.updateMany({ data: { ownershipRevision: 0 } });
    await send();
    expect(await issueState()).toEqual({ assignee: null, by: null, revision: null, suggested: [] });
  });

  it("name only who still reaches the project", async () => {
    await setRules("* #web bob@example.com\nsrc/pay/* #pay");
    await db().projectTeam.deleteMany({ where: { teamId: pay } });
    await db().membership.deleteMany({ where: { userId: cast.bob.userId } });
    await send();
    expect((await issueState()).suggested).toEqual(["Web OWNERSHIP_RULE * #web bob@example.com"]);
  });

  it("assign each of many issues of one batch to its own", async () => {
    await setRules("src/pay/* #pay\nsrc/web/* #web");
    await send({ path: "src/web/a.ts", fn: "one" });
    await send({ path: "src/pay/b.ts", fn: "two" });
    expect((await issueState("WEB-1")).assignee).toBe("Web");
    expect((await issueState("WEB-2")).assignee).toBe("Payments");
  });
});

describe("what a person decided", () => {
  it.each([
    ["somebody", (userId: number) => ({ assigneeUserId: userId, assignedBy: "PERSON" as const }), "Bob"],
    ["somebody, before it was noted who", (userId: number) => ({ assigneeUserId: userId }), "Bob"],
    ["nobody", () => ({ assignedBy: "PERSON" as const }), null],
  ])("stays: %s", async (_name, choice, assignee) => {
    await send();
    await db().issue.updateMany({ data: choice(cast.bob.userId) });
    await setRules("src/pay/* #pay");
    await send();
    expect(await issueState()).toMatchObject({
      assignee,
      revision: 1,
      suggested: ["Payments OWNERSHIP_RULE src/pay/* #pay"],
    });
    expect(await assignments()).toEqual([]);
  });
});

describe("CODEOWNERS", () => {
  const upload = { text: "* @acme/web\n/src/pay/ @acme/payments\n", stackRoot: "", sourceRoot: "" };

  it("assigns once its owners are mapped", async () => {
    await uploadCodeOwners(cast.web, upload);
    await send();
    expect(await issueState()).toMatchObject({ assignee: null, revision: 1, suggested: [] });
    await mapOwners(cast.web, { "@acme/payments": "#pay", "@acme/web": "#web" });
    await send();
    expect(await issueState()).toEqual({
      assignee: "Payments",
      by: "CODEOWNERS",
      revision: 2,
      suggested: ["Payments CODEOWNERS /src/pay/ @acme/payments"],
    });
    expect((await assignments())[0]?.data).toMatchObject({
      detail: "by CODEOWNERS /src/pay/ @acme/payments",
    });
  });

  it("is weaker than a rule, and may be removed", async () => {
    await uploadCodeOwners(cast.web, upload);
    await mapOwners(cast.web, { "@acme/payments": "#pay" });
    await setRules("src/* #web");
    await send();
    expect(await issueState()).toMatchObject({
      assignee: "Web",
      suggested: ["Web OWNERSHIP_RULE src/* #web", "Payments CODEOWNERS /src/pay/ @acme/payments"],
    });
    await removeCodeOwners(cast.web);
    expect(await findCodeOwners(cast.web)).toBeNull();
    await expect(removeCodeOwners(cast.web)).rejects.toMatchObject({ status: 404 });
    await expect(mapOwners(cast.web, {})).rejects.toMatchObject({ status: 404 });
  });

  it("says what is skipped, and which owners are not known", async () => {
    await uploadCodeOwners(cast.web, {
      ...upload,
      text: "!a @x\n/b @acme/web bob@example.com eve@example.com @y",
    });
    await mapOwners(cast.web, { "@acme/web": "#web", "@y": "#nowhere" });
    expect(await findCodeOwners(cast.web)).toMatchObject({
      lines: 1,
      skipped: [{ line: 1 }],
      owners: [
        { owner: "@acme/web", name: "#web", isKnown: true },
        { owner: "bob@example.com", name: "bob@example.com", isKnown: true },
        { owner: "eve@example.com", name: "eve@example.com", isKnown: false },
        { owner: "@y", name: "#nowhere", isKnown: false },
      ],
    });
  });
});

describe("saving", () => {
  it("refuses rules that name nobody, and says where", async () => {
    const rules = "src/* #web\nlib/* #pay charlie@example.com #nowhere\nbad";
    await expect(setRules(rules)).rejects.toMatchObject({
      status: 400,
      causes: [
        "Line 2, column 12: “charlie@example.com” is not a member of this organization.",
        "Line 2, column 32: The team “#nowhere” does not exist, or has no access to this project.",
        expect.stringMatching(/^Line 3, column 4: Name an owner/),
      ],
    });
    const { ownershipRevision } = await db().project.findUniqueOrThrow({ where: { id: cast.web.projectId } });
    expect(ownershipRevision).toBe(base);
  });

  it("refuses a team without access to the project", async () => {
    await db().projectTeam.deleteMany({ where: { teamId: pay } });
    await expect(setRules("src/* #pay")).rejects.toMatchObject({ status: 400 });
  });

  it("is for owners and admins", async () => {
    const asBob = await findProjectAccess(cast.bob.access, "web");
    const attempts = (access: ProjectAccess) => [
      updateOwnershipRules(access, { rules: "" }),
      uploadCodeOwners(access, { text: "* @a", stackRoot: "", sourceRoot: "" }),
      removeCodeOwners(access),
      mapOwners(access, {}),
    ];
    const results = await Promise.allSettled(attempts(asBob!));
    expect(results).toEqual(
      results.map(() => ({ status: "rejected", reason: expect.objectContaining({ status: 403 }) })),
    );
    expect(await findProjectAccess(cast.charlie.access, "web")).toBeNull();
  });

  it("keeps what others saved", async () => {
    await setRules("src/* #web");
    await updateOwnershipRules(cast.web, { autoAssign: false });
    const { ownership } = await db().project.findUniqueOrThrow({ where: { id: cast.web.projectId } });
    expect(ownership).toMatchObject({ rules: "src/* #web", autoAssign: false });
  });
});

it("tries rules on recent events and on a path", async () => {
  await send();
  await send({ path: "src/web/a.ts", fn: "other" });
  const trial = await tryOwnership(cast.web, {
    rules: "src/pay/* #pay\nsrc/x #nowhere\nurl:https://a.test/* #web",
    place: "https://a.test/b",
  });
  expect(trial).toMatchObject({
    faults: [{ line: 2, column: 7 }],
    tried: 2,
    owned: 1,
    owners: [{ owner: { name: "Payments" }, rule: "src/pay/* #pay", events: 1 }],
    place: [{ owner: { name: "Web" }, rule: "url:https://a.test/* #web" }],
  });
});
