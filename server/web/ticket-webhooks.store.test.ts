// Webhooks through their own route module, on real stores.
import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#lib/db.ts";
import { runDueJobs } from "#lib/digest/recurring-jobs.ts";
import { runWorker } from "#lib/digest/run-worker.ts";
import { overrideEnvironment } from "#lib/env.ts";
import { createIntegration, renewWebhookSecret } from "#lib/tickets/change-integrations.ts";
import { type IntegrationKind, NewIntegration } from "#lib/tickets/schema.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as ticketsRoute from "../../app/api/0/issues/[issue]/external-issues/route.ts";
import { POST } from "../../app/api/hooks/[integration]/route.ts";

const { truncate } = useStores();
const KINDS: IntegrationKind[] = ["GITHUB", "GITLAB", "JIRA"];
const START = Date.UTC(2026, 10, 3);

let cast: Cast;
let issueId: number;
let hooks: Record<string, { id: number; secret: string }>;
let senders = 0;

const keyOf = (kind: IntegrationKind) => (kind === "JIRA" ? "WEB-1" : "acme/web#1");

/** What the tracker sends when the ticket was closed or reopened, so many seconds after the start. */
function payloadOf(kind: IntegrationKind, isClosed: boolean, seconds: number, number = 1): object {
  const at = new Date(START + seconds * 1_000).toISOString();
  if (kind === "GITHUB")
    return {
      action: isClosed ? "closed" : "reopened",
      issue: { number, title: "It broke", state: isClosed ? "closed" : "open", updated_at: at },
      repository: { full_name: "acme/web" },
    };
  if (kind === "GITLAB")
    return {
      object_kind: "issue",
      event_type: "issue",
      project: { path_with_namespace: "acme/web" },
      object_attributes: {
        iid: number,
        title: "It broke",
        state: isClosed ? "closed" : "opened",
        updated_at: at.replace("T", " ").replace(/\.\d+Z/, " UTC"),
      },
    };
  const status = { name: "Any", statusCategory: { key: isClosed ? "done" : "indeterminate" } };
  return {
    timestamp: Date.parse(at),
    webhookEvent: "jira:issue_updated",
    issue: {
      key: `WEB-${number}`,
      fields: { summary: "It broke", status, updated: at.replace("Z", "+0000") },
    },
  };
}

function headersOf(kind: IntegrationKind, body: string | Uint8Array, secret: string): Record<string, string> {
  if (kind === "GITLAB") return { "x-gitlab-token": secret, "x-gitlab-event": "Issue Hook" };
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  if (kind === "JIRA") return { "x-hub-signature": signature };
  return { "x-hub-signature-256": signature, "x-github-event": "issues" };
}

const knock = (
  id: string | number,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
) =>
  POST(
    new Request("http://debrief.test/api/hooks/x/", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "x-forwarded-for": `192.0.2.${++senders}`, ...headers },
    }),
    { params: Promise.resolve({ integration: String(id) }) },
  );

function send(kind: IntegrationKind, payload: object, secret = hooks[kind]!.secret) {
  const body = JSON.stringify(payload);
  return knock(hooks[kind]!.id, body, headersOf(kind, body, secret));
}

const statusOf = async () => (await db().issue.findUniqueOrThrow({ where: { id: issueId } })).status;

beforeEach(async () => {
  await truncate();
  overrideEnvironment({ outgoingAllowedHosts: ["tracker.test", "127.0.0.1"] });
  cast = await createCast();
  const issue = await db().issue.create({
    data: {
      projectId: cast.web.projectId,
      number: 1,
      title: "x",
      culprit: "",
      firstSeen: new Date(START),
      lastSeen: new Date(START),
    },
  });
  issueId = issue.id;
  hooks = {};
  for (const kind of KINDS) {
    const place = kind === "JIRA" ? "WEB" : "acme/web";
    const form = { kind, name: kind, baseUrl: "http://127.0.0.1:1", token: "t", place, issueType: "Bug" };
    const checks = { resolveOnClose: "on", unresolveOnReopen: "on" };
    const made = await createIntegration(cast.alice.access, NewIntegration.parse({ ...form, ...checks }));
    hooks[kind] = { id: made.id, secret: made.webhook.secret };
    await db().ticketLink.create({
      data: {
        issueId,
        integrationId: made.id,
        key: keyOf(kind),
        url: "https://tracker.test/1",
        title: "It broke",
        updatedAt: new Date(START),
      },
    });
  }
});

describe.each(KINDS)("%s", (kind) => {
  it("resolves and reopens an issue; replayed and late ones change nothing", async () => {
    expect((await send(kind, payloadOf(kind, true, 10))).status).toBe(204);
    expect(await statusOf()).toBe("RESOLVED");
    expect((await send(kind, payloadOf(kind, false, 20))).status).toBe(204);
    expect(await statusOf()).toBe("UNRESOLVED");
    expect((await send(kind, payloadOf(kind, true, 10))).status).toBe(204);
    expect(await statusOf()).toBe("UNRESOLVED");
    expect(await db().issueActivity.count()).toBe(2);
  });

  it("is believed with the right secret only, and told nothing else", async () => {
    const body = JSON.stringify(payloadOf(kind, true, 10));
    const right = headersOf(kind, body, hooks[kind]!.secret);
    const cut = Object.fromEntries(Object.entries(right).map(([name, value]) => [name, value.slice(0, -2)]));
    const other = KINDS.find((one) => one !== kind)!;
    const refused = [
      await knock(hooks[kind]!.id, body, {}),
      await knock(hooks[kind]!.id, body, cut),
      await knock(hooks[kind]!.id, body, headersOf(kind, body, "wrong")),
      await knock(hooks[kind]!.id, body, headersOf(kind, body, hooks[other]!.secret)),
      await knock(9_999, body, right),
      await knock("0", body, right),
      await knock("-1", body, right),
      await knock("1e9", body, right),
      await knock("99999999999999999999", body, right),
    ];
    if (kind !== "GITLAB") refused.push(await knock(hooks[kind]!.id, `${body} `, right));
    const answers = await Promise.all(refused.map(async (one) => `${one.status} ${await one.text()}`));
    expect([...new Set(answers)]).toEqual(['401 {"detail":"The signature does not fit."}']);
    expect(await statusOf()).toBe("UNRESOLVED");
  });

  it("is refused with an old secret", async () => {
    await renewWebhookSecret(cast.alice.access, hooks[kind]!.id);
    expect((await send(kind, payloadOf(kind, true, 10))).status).toBe(401);
  });

  it("may speak of what is not linked, or of something else", async () => {
    for (const payload of [{}, payloadOf(kind, true, 10, 77), { issue: null }, { object_kind: "push" }])
      expect((await send(kind, payload)).status).toBe(204);
    expect(await statusOf()).toBe("UNRESOLVED");
  });

  it("cannot close a ticket of another integration", async () => {
    const other = await createIntegration(
      cast.charlie.access,
      NewIntegration.parse({
        kind,
        name: "his",
        baseUrl: "http://127.0.0.1:1",
        token: "t",
        place: kind === "JIRA" ? "WEB" : "acme/web",
        issueType: "Bug",
        resolveOnClose: "on",
      }),
    );
    const body = JSON.stringify(payloadOf(kind, true, 10));
    const answer = await knock(other.id, body, headersOf(kind, body, other.webhook.secret));
    expect([answer.status, await statusOf()]).toEqual([204, "UNRESOLVED"]);
  });
});

describe("a body", () => {
  const sign = (body: string | Uint8Array) => headersOf("GITHUB", body, hooks["GITHUB"]!.secret);
  const knockGithub = (body: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
    knock(hooks["GITHUB"]!.id, body, { ...sign(body), ...more });

  it("above 5 MiB is not read to its end", async () => {
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", body: stream, duplex: "half" };
    const answer = await POST(new Request("http://debrief.test/", init), {
      params: Promise.resolve({ integration: String(hooks["GITHUB"]!.id) }),
    });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(6 * 1024 * 1024);
  });

  it.each<[name: string, body: string, status: number]>([
    ["is not JSON", "payload=%7B%7D", 400],
    ["is a list", "[]", 400],
    ["is deep", "[".repeat(100_000) + "]".repeat(100_000), 400],
    ["is deep inside", `{"issue":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`, 400],
    ["is empty", "", 400],
    ["changes prototypes", '{"__proto__":{"issue":1},"constructor":{"prototype":{}}}', 204],
  ])("that %s", async (_name, body, status) => expect((await knockGithub(body)).status).toBe(status));

  it("that never ends keeps nobody else from speaking", async () => {
    const never = () => {
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(1)),
      });
      const headers = { "x-forwarded-for": `198.51.100.${++senders}` };
      const init: RequestInit & { duplex: "half" } = {
        method: "POST",
        body: stream,
        duplex: "half",
        headers,
      };
      return POST(new Request("http://debrief.test/", init), {
        params: Promise.resolve({ integration: String(hooks["GITHUB"]!.id) }),
      });
    };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const slow = Array.from({ length: 100 }, never);
    const answer = await send("GITHUB", payloadOf("GITHUB", true, 10));
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    expect([answer.status, await statusOf()]).toEqual([204, "RESOLVED"]);
    expect(new Set((await Promise.all(slow)).map((one) => one.status))).toEqual(new Set([408]));
  });

  it("that is compressed is refused", async () => {
    expect((await knockGithub("{}", { "content-encoding": "gzip" })).status).toBe(415);
  });
});

it("leads to a job of the worker, in a lane of its own, where another ticket of the issue is to be closed", async () => {
  const { id } = hooks["JIRA"]!;
  const settings = { place: "WEB", issueType: "Bug", onResolve: "close" };
  await db().integration.update({ where: { id }, data: { settings } });
  await send("GITHUB", payloadOf("GITHUB", true, 10));
  const where = { kind: "ticket-sync" };
  await runDueJobs();
  expect(await db().job.findMany({ where })).toMatchObject([{ attempts: 0, payload: { integrationId: id } }]);
  const stop = new AbortController();
  const worker = runWorker(stop.signal);
  // Nobody listens there, so it waits for another try.
  const isPutOff = async () =>
    (await db().job.count({ where: { ...where, lastError: { not: null } } })) === 1;
  await vi.waitUntil(isPutOff, { timeout: 5_000 });
  stop.abort();
  await worker;
  const [job] = await db().job.findMany({ where });
  expect(job!.runAt.getTime()).toBeGreaterThan(Date.now() + 30_000);
});

it("a sender who guesses is stopped, and nobody else", async () => {
  const address = { "x-forwarded-for": "198.51.100.7" };
  const statuses = new Set<number>();
  for (let guess = 0; guess < 310; guess++) statuses.add((await knock(1, "{}", address)).status);
  expect([...statuses]).toEqual([401, 429]);
  expect((await send("GITHUB", payloadOf("GITHUB", true, 10))).status).toBe(204);
});

it("says nothing secret in its log", async () => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  overrideEnvironment({ logLevel: "debug", authSecret: "another secret" });
  const answer = await send("GITHUB", payloadOf("GITHUB", true, 10));
  overrideEnvironment({ logLevel: "silent", authSecret: "only for tests" });
  spy.mockRestore();
  expect([answer.status, written.length]).toEqual([401, 1]);
  expect(written.join()).not.toContain(hooks["GITHUB"]!.secret);
});

it("the Web API lists the tickets of an issue to its own organization", async () => {
  const ask = async (person: { userId: number }) => {
    const headers = { authorization: `Bearer ${await apiToken(person)}` };
    return ticketsRoute.GET(new Request("http://debrief.test/api/0/", { headers }), {
      params: Promise.resolve({ issue: String(issueId) }),
    });
  };
  const rows: unknown = await (await ask(cast.bob)).json();
  expect(rows).toContainEqual({
    id: expect.any(String),
    issueId: String(issueId),
    serviceType: "jira",
    displayName: "WEB-1",
    webUrl: "https://tracker.test/1",
  });
  expect((await ask(cast.charlie)).status).toBe(404);
});
