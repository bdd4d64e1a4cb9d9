// The Web API through its own route modules, on real stores.
import { beforeAll, describe, expect, it } from "vitest";
import { createOrganizationToken, createUserToken } from "#lib/accounts/create-token.ts";
import { revokeUserToken } from "#lib/accounts/revoke-token.ts";
import { type Scope, USER_TOKEN_SCOPES } from "#lib/accounts/scopes.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as missingRoute from "../../app/api/0/[...path]/route.ts";
import * as authRoute from "../../app/api/0/auth/route.ts";
import * as issueEventRoute from "../../app/api/0/issues/[issue]/events/[event]/route.ts";
import * as issueEventsRoute from "../../app/api/0/issues/[issue]/events/route.ts";
import * as issueRoute from "../../app/api/0/issues/[issue]/route.ts";
import * as eventIdRoute from "../../app/api/0/organizations/[org]/eventids/[event]/route.ts";
import * as orgIssueEventRoute from "../../app/api/0/organizations/[org]/issues/[issue]/events/[event]/route.ts";
import * as orgIssueEventsRoute from "../../app/api/0/organizations/[org]/issues/[issue]/events/route.ts";
import * as orgIssueRoute from "../../app/api/0/organizations/[org]/issues/[issue]/route.ts";
import * as orgIssuesRoute from "../../app/api/0/organizations/[org]/issues/route.ts";
import * as membersRoute from "../../app/api/0/organizations/[org]/members/route.ts";
import * as orgProjectsRoute from "../../app/api/0/organizations/[org]/projects/route.ts";
import * as organizationRoute from "../../app/api/0/organizations/[org]/route.ts";
import * as shortIdRoute from "../../app/api/0/organizations/[org]/shortids/[short]/route.ts";
import * as teamsRoute from "../../app/api/0/organizations/[org]/teams/route.ts";
import * as organizationsRoute from "../../app/api/0/organizations/route.ts";
import * as projectEventRoute from "../../app/api/0/projects/[org]/[project]/events/[event]/route.ts";
import * as projectEventsRoute from "../../app/api/0/projects/[org]/[project]/events/route.ts";
import * as projectIssuesRoute from "../../app/api/0/projects/[org]/[project]/issues/route.ts";
import * as keysRoute from "../../app/api/0/projects/[org]/[project]/keys/route.ts";
import * as projectRoute from "../../app/api/0/projects/[org]/[project]/route.ts";
import * as projectsRoute from "../../app/api/0/projects/route.ts";
import * as rootRoute from "../../app/api/0/route.ts";

useStores();

type Route = Record<string, (request: Request, context: { params: Promise<never> }) => Promise<Response>>;
type Row = Record<string, unknown>;

const ROUTES: [pattern: string, route: Route][] = [
  ["", rootRoute],
  ["auth", authRoute],
  ["organizations", organizationsRoute],
  ["projects", projectsRoute],
  ["organizations/:org", organizationRoute],
  ["organizations/:org/projects", orgProjectsRoute],
  ["organizations/:org/teams", teamsRoute],
  ["organizations/:org/members", membersRoute],
  ["organizations/:org/issues", orgIssuesRoute],
  ["organizations/:org/shortids/:short", shortIdRoute],
  ["organizations/:org/eventids/:event", eventIdRoute],
  ["organizations/:org/issues/:issue", orgIssueRoute],
  ["organizations/:org/issues/:issue/events", orgIssueEventsRoute],
  ["organizations/:org/issues/:issue/events/:event", orgIssueEventRoute],
  ["issues/:issue", issueRoute],
  ["issues/:issue/events", issueEventsRoute],
  ["issues/:issue/events/:event", issueEventRoute],
  ["projects/:org/:project", projectRoute],
  ["projects/:org/:project/keys", keysRoute],
  ["projects/:org/:project/issues", projectIssuesRoute],
  ["projects/:org/:project/events", projectEventsRoute],
  ["projects/:org/:project/events/:event", projectEventRoute],
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** As Next finds a route: by its folders, with the values of the bracketed ones. */
function findRoute(pathname: string): { route: Route; params: Record<string, string> | undefined } {
  const parts = pathname.replace(/^\/api\/0\/|\/$/g, "").split("/");
  for (const [pattern, route] of ROUTES) {
    const names = pattern.split("/");
    if (names.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = names.every((name, index) => {
      const part = decodeURIComponent(parts[index]!);
      if (name.startsWith(":")) params[name.slice(1)] = part;
      return name.startsWith(":") || name === part;
    });
    if (fits) return { route, params: pattern.includes(":") ? params : undefined };
  }
  return { route: missingRoute, params: undefined };
}

type Asked = { method?: string; token?: string | null; authorization?: string; body?: unknown };

async function call(path: string, { method = "GET", token = tokens.alice, authorization, body }: Asked = {}) {
  const url = new URL(path.startsWith("http") ? path : `/api/0/${path}`, "http://localhost:3000");
  const { route, params } = findRoute(url.pathname);
  const headers = new Headers({ "Content-Type": "application/json" });
  if (token !== null) headers.set("Authorization", authorization ?? `Bearer ${token}`);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(url, { method, headers, body: text });
  const response = await route[method]!(request, { params: Promise.resolve(params) as Promise<never> });
  const answered = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(answered || "null"),
  };
}

/** Rows of one page and of all that follow it, through the Link header. */
async function follow(path: string, rel: "next" | "previous") {
  const pages: Row[][] = [];
  let last = path;
  for (let url: string | undefined = path; url !== undefined;) {
    const { body, headers } = await call(url);
    pages.push(body);
    last = url;
    const link = headers
      .get("Link")!
      .split(", ")
      .find((one) => one.includes(`rel="${rel}"`))!;
    url = link.includes('results="true"') ? /<([^>]+)>/.exec(link)![1] : undefined;
  }
  return { pages, last };
}

let cast: Cast;
const tokens = { alice: "", bob: "", charlie: "", narrow: "", organization: "", revoked: "" };
const eventId = (index: number) => index.toString(16).padStart(32, "a");
const NAMES =
  "able baker cast dog easy fox george how item jig king love mike nan oboe peter queen roger sugar tare".split(
    " ",
  );
/** Words without numbers, so that each makes an issue of its own. */
const nameOf = (index: number) => `${NAMES[index % 20]}${NAMES[Math.floor(index / 20) % 20]}`;
const ISSUES = 130;
const MESSAGES = 125;
const START = Date.now() - 3_600_000;

async function post(event: { event_id: string }): Promise<void> {
  const body = Buffer.from(`{"event_id":"${event.event_id}"}\n{"type":"event"}\n${JSON.stringify(event)}\n`);
  const { status } = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey, sentry_version: "7" }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield body;
    })(),
  });
  expect(status).toBe(200);
}

function errorEvent(index: number) {
  const frame = {
    filename: "/srv/cart.js",
    module: "shop.cart",
    function: nameOf(index),
    lineno: 12,
    in_app: true,
  };
  return {
    event_id: eventId(index),
    // Three at a time: pages must not lose rows that happened in the same millisecond.
    timestamp: (START + Math.floor(index / 3) * 1_000) / 1000,
    platform: "node",
    environment: index % 2 ? "staging" : "production",
    logger: "shop",
    user: { id: `u${index % 7}` },
    exception: {
      values: [{ type: "TypeError", value: `no ${nameOf(index)}`, stacktrace: { frames: [frame] } }],
    },
  };
}

const messageEvent = (index: number) => ({
  event_id: eventId(1_000 + index),
  timestamp: (START + Math.floor(index / 3) * 1_000) / 1000,
  platform: "node",
  level: "warning",
  message: "The disk is nearly full",
  breadcrumbs: [{ category: "console", message: "checking", timestamp: START / 1000 }],
  tags: { region: "eu" },
});

const mintToken = async (userId: number, scopes: Scope[]) =>
  (await createUserToken(userId, { name: "t", scopes })).token;

beforeAll(async () => {
  cast = await createCast();
  const all = [...USER_TOKEN_SCOPES];
  tokens.alice = await mintToken(cast.alice.userId, all);
  tokens.bob = await mintToken(cast.bob.userId, all);
  tokens.charlie = await mintToken(cast.charlie.userId, all);
  tokens.narrow = await mintToken(cast.alice.userId, ["team:read"]);
  tokens.organization = (await createOrganizationToken(cast.alice.access, { name: "ci" })).token;
  const revoked = await createUserToken(cast.alice.userId, { name: "r", scopes: all });
  await revokeUserToken(cast.alice.userId, revoked.id);
  tokens.revoked = revoked.token;
  for (let index = 0; index < ISSUES; index++) await post(errorEvent(index));
  for (let index = 0; index < MESSAGES; index++) await post(messageEvent(index));
  await drainJournal();
});

const GOOD = ROUTES.map(([pattern]) =>
  pattern
    .replace(":org", "acme")
    .replace(":project", "web")
    .replace(":short", "WEB-1")
    .replace("issues/:issue", "issues/1")
    .replace("issues/1/events/:event", "issues/1/events/latest")
    .replace(":event", eventId(0)),
).map((path) => (path === "" ? "" : `${path}/`));
const BELOW = GOOD.filter((path) => path.includes("acme") || path.startsWith("issues"));

describe("every route", () => {
  it.each(GOOD)("answers /%s", async (path) => {
    const { status, headers, body } = await call(path);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("application/json");
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    const dates = [...JSON.stringify(body).matchAll(/"(\d{4}-\d\d-\d\dT[^"]*)"/g)].map((match) => match[1]);
    for (const date of dates) expect(date).toMatch(/Z$/);
  });

  it.each(GOOD)("wants a token for /%s", async (path) => {
    const detail = "Invalid token";
    expect(await call(path, { token: null })).toMatchObject({
      status: 401,
      body: { detail: expect.any(String) },
    });
    expect(await call(path, { token: tokens.revoked })).toMatchObject({ status: 401, body: { detail } });
    expect(await call(path, { authorization: "Bearer %E0%A4%A" })).toMatchObject({
      status: 401,
      body: { detail },
    });
    expect(await call(path, { token: `sntryu_${"0".repeat(64)}` })).toMatchObject({
      status: 401,
      body: { detail },
    });
  });

  it.each(GOOD.filter((path) => !["", "auth/"].includes(path) && !path.endsWith("teams/")))(
    "wants a scope for /%s",
    async (path) => {
      expect(await call(path, { token: tokens.narrow })).toMatchObject({
        status: 403,
        body: { detail: expect.any(String) },
      });
    },
  );

  it.each(BELOW)("hides /%s from strangers as if it did not exist", async (path) => {
    const foreign = await call(path, { token: tokens.charlie });
    const missing = await call(path.replace("acme", "nowhere").replace("issues/1/", "issues/999999/"));
    expect(foreign).toMatchObject({ status: 404, body: { detail: "The requested resource does not exist" } });
    expect(missing).toMatchObject({ status: 404, body: foreign.body });
  });

  it.each(GOOD)("answers the preflight and refuses other methods of /%s", async (path) => {
    const preflight = await call(path, { method: "OPTIONS", token: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
    const refused = METHODS.filter((method) => !preflight.headers.get("Allow")!.includes(method));
    expect(refused).toContain("PATCH");
    for (const method of refused)
      expect(await call(path, { method })).toMatchObject({
        status: 405,
        body: { detail: `Method "${method}" not allowed.` },
      });
  });

  it.each([
    "nope/",
    "organizations/acme/nope/",
    "organizations/a%00b/",
    "organizations/999999999999/",
    "projects/acme/nope/",
    "issues/WEB-1/",
    "issues/99999999999999999999/",
    "organizations/acme/issues/WEB-ZZZZZZZZZZ/",
    "organizations/acme/issues/1/events/xyz/",
    `organizations/acme/issues/1/events/${"f".repeat(32)}/`,
    "organizations/acme/eventids/xyz/",
    "organizations/acme/shortids/1/",
    `projects/acme/web/events/${"f".repeat(32)}/`,
  ])("answers 404 for /%s", async (path) => {
    expect(await call(path)).toMatchObject({
      status: 404,
      body: { detail: "The requested resource does not exist" },
    });
  });
});

describe("who asks", () => {
  it("is told with scopes", async () => {
    const { body } = await call("");
    expect(body).toMatchObject({
      user: { email: "alice@example.com" },
      auth: { scopes: [...USER_TOKEN_SCOPES] },
    });
    expect((await call("auth/")).body).toMatchObject({
      email: "alice@example.com",
      id: String(cast.alice.userId),
    });
  });

  it("is nobody for an organization's token, which reads its organization alone", async () => {
    const token = tokens.organization;
    expect((await call("", { token })).body).toMatchObject({ user: null, auth: { scopes: ["org:ci"] } });
    expect((await call("organizations/acme/", { token })).status).toBe(200);
    expect((await call("organizations/umbrella/", { token })).status).toBe(404);
    expect((await call("organizations/acme/issues/", { token })).status).toBe(403);
  });
});

describe("organizations and projects", () => {
  it("have the fields that tools decode", async () => {
    expect((await call("organizations/")).body).toMatchObject([
      { slug: "acme", name: "Acme", isEarlyAdopter: false, require2FA: false, links: { regionUrl: "" } },
    ]);
    expect((await call("projects/")).body).toMatchObject([{ slug: "web", organization: { slug: "acme" } }]);
    expect((await call("organizations/acme/projects/?query=we")).body).toMatchObject([
      { slug: "web", id: String(cast.web.projectId) },
    ]);
    expect((await call("organizations/acme/projects/?query=nope")).body).toEqual([]);
    expect((await call(`projects/acme/${cast.web.projectId}/`)).body).toMatchObject({
      slug: "web",
      platform: "node",
    });
    const [key] = (await call("projects/acme/web/keys/")).body;
    expect(key.dsn.public).toBe(`http://${cast.publicKey}@localhost:3000/${cast.web.projectId}`);
  });

  it("have teams and members", async () => {
    expect((await call("organizations/acme/teams/")).body).toMatchObject([
      { id: expect.any(String), isMember: true },
    ]);
    const { body, headers } = await call("organizations/acme/members/?per_page=1");
    expect(body).toMatchObject([
      { email: "alice@example.com", orgRole: "owner", pending: false, user: { name: "Alice" } },
    ]);
    expect(headers.get("X-Hits")).toBe("2");
    expect((await follow("organizations/acme/members/?per_page=1", "next")).pages.flat()).toHaveLength(2);
  });
});

describe("pages", () => {
  it.each([
    ["organizations/acme/issues/?query=&limit=50", ISSUES + 1, 3],
    ["organizations/acme/issues/?query=&limit=10000", ISSUES + 1, 2],
    ["organizations/acme/issues/?query=&sort=new", ISSUES + 1, 2],
    ["organizations/acme/issues/?query=&sort=freq", ISSUES + 1, 2],
    ["projects/acme/web/issues/?query=", ISSUES + 1, 2],
    ["projects/acme/web/events/", ISSUES + MESSAGES, 3],
    ["projects/acme/web/events/?full=true&per_page=90", ISSUES + MESSAGES, 3],
    ["projects/acme/web/events/?environment=staging", ISSUES / 2, 1],
    [
      `organizations/acme/issues/WEB-${(ISSUES + 1).toString(32).toUpperCase()}/events/?per_page=40`,
      MESSAGES,
      4,
    ],
  ])("of %s have every row once, forwards and backwards", async (path, rows, count) => {
    const forwards = await follow(path, "next");
    expect(forwards.pages).toHaveLength(count);
    const ids = forwards.pages.flat().map((row) => row["id"]);
    expect(new Set(ids).size).toBe(rows);
    expect(ids).toHaveLength(rows);
    const backwards = await follow(forwards.last, "previous");
    expect(
      backwards.pages
        .toReversed()
        .flat()
        .map((row) => row["id"]),
    ).toEqual(ids);
  });

  it("keep the other parameters, and both links", async () => {
    const { headers } = await call("organizations/acme/issues/?query=&limit=2&environment=staging");
    expect(headers.get("Link")).toMatch(
      /^<http:\/\/localhost:3000\/api\/0\/organizations\/acme\/issues\/\?query=&limit=2&environment=staging&cursor=0%3A0%3A1>; rel="previous"; results="false"; cursor="0:0:1", <[^>]+environment=staging[^>]+>; rel="next"; results="true"; cursor="[\w-]+:0:0"$/,
    );
  });

  it.each([
    "junk",
    "0:100:0",
    "9e99:0:0",
    `${Buffer.from("1e300:1:0:1").toString("base64url")}:0:0`,
    `99999999999999_${"a".repeat(32)}_n:0:0`,
  ])("begin anew at the cursor %s", async (cursor) => {
    const issues = await call(`organizations/acme/issues/?query=&cursor=${cursor}`);
    expect(issues.body).toHaveLength(100);
    expect((await call(`projects/acme/web/events/?cursor=${cursor}`)).body).toHaveLength(100);
  });
});

describe("issues", () => {
  const list = async (query: string) => (await call(`organizations/acme/issues/?${query}`)).body;

  it("have the fields that tools decode strictly", async () => {
    const [issue] = await list(`query=${nameOf(0)}`);
    expect(issue).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      shortId: expect.stringMatching(/^WEB-/),
      title: `TypeError: no ${nameOf(0)}`,
      culprit: `${nameOf(0)}(shop.cart)`,
      permalink: `http://localhost:3000/organizations/acme/issues/${issue.id}/`,
      logger: "shop",
      level: "error",
      status: "unresolved",
      substatus: "new",
      platform: "node",
      project: { id: String(cast.web.projectId), slug: "web", name: "Web", platform: "node" },
      metadata: {
        type: "TypeError",
        value: `no ${nameOf(0)}`,
        filename: "/srv/cart.js",
        function: nameOf(0),
      },
      count: "1",
      userCount: 1,
      assignedTo: null,
    });
    expect(issue.stats["24h"]).toHaveLength(24);
    expect(issue.stats["24h"].reduce((sum: number, [, count]: [number, number]) => sum + count, 0)).toBe(1);
    const [day] = await list(`query=${nameOf(0)}&groupStatsPeriod=14d`);
    expect(day.stats["14d"]).toHaveLength(14);
    expect((await call(`issues/${issue.id}/`)).body).toMatchObject({
      count: "1",
      userCount: 1,
      metadata: issue.metadata,
    });
    expect((await call(`organizations/acme/shortids/${issue.shortId.toLowerCase()}/`)).body).toMatchObject({
      organizationSlug: "acme",
      projectSlug: "web",
      groupId: issue.id,
      shortId: issue.shortId,
      group: { id: issue.id },
    });
  });

  it("are found by the id of an event and, when asked, by their short id", async () => {
    const found = await call(`organizations/acme/issues/?query=${eventId(3)}`);
    expect(found.body).toMatchObject([{ title: `TypeError: no ${nameOf(3)}` }]);
    expect(found.headers.get("X-Sentry-Direct-Hit")).toBe("1");
    const dashed = eventId(3).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    expect(await list(`query=${dashed}`)).toHaveLength(1);
    expect(await list(`query=${"f".repeat(32)}`)).toEqual([]);
    expect(await list(`query=${found.body[0].shortId}&shortIdLookup=1`)).toMatchObject([
      { id: found.body[0].id },
    ]);
  });

  it("are filtered", async () => {
    expect(await list("query=&environment=nowhere")).toEqual([]);
    expect(await list("query=level:warning&statsPeriod=14d")).toMatchObject([
      { title: "The disk is nearly full", count: String(MESSAGES), type: "default" },
    ]);
    expect(await list("query=&statsPeriod=1m")).toEqual([]);
    expect(await list("query=&sort=freq&limit=1&project=-1")).toMatchObject([{ count: String(MESSAGES) }]);
    expect(await list(`query=&limit=1&project=${cast.web.projectId}`)).toHaveLength(1);
    const late = new Date(START + 42_000).toISOString().replace("Z", "");
    expect((await list(`query=&start=${late}`)).length).toBe(ISSUES - 42 * 3);
  });

  it.each([
    ["project=nope", "project"],
    ["statsPeriod=soon", "statsPeriod"],
    ["start=soon", "start"],
    ["start=2026-02-01&end=2026-01-01", "before"],
    ["query=%00", "NUL"],
  ])("refuse %s", async (query, word) => {
    expect(await call(`organizations/acme/issues/?${query}`)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(word) },
    });
  });
});

describe("events", () => {
  it("are read in a list and whole", async () => {
    const id = eventId(1_000);
    const { body } = await call(`projects/acme/web/events/${id}/`);
    expect(body).toMatchObject({
      eventID: id,
      title: "The disk is nearly full",
      dateCreated: expect.stringMatching(/Z$/),
      tags: expect.arrayContaining([{ key: "region", value: "eu" }]),
      previousEventID: null,
      nextEventID: expect.any(String),
    });
    expect(body.entries.map((entry: Row) => entry["type"])).toEqual(["message", "breadcrumbs"]);
    const issue = body.groupID;
    expect((await call(`issues/${issue}/events/oldest/`)).body.eventID).toBe(id);
    expect((await call(`organizations/acme/issues/${issue}/events/latest/`)).body.eventID).toBe(
      eventId(1_000 + MESSAGES - 1),
    );
    expect((await call(`organizations/acme/eventids/${id}/`)).body).toMatchObject({
      groupId: issue,
      projectSlug: "web",
      event: { eventID: id },
    });
    expect((await call(`issues/1/events/${id}/`)).status).toBe(404);
  });

  it("have frames in camelCase and their metadata", async () => {
    const { body } = await call(`projects/acme/web/events/${eventId(5)}/`);
    expect(body.metadata).toMatchObject({ type: "TypeError", filename: "/srv/cart.js" });
    expect(body.location).toBe("/srv/cart.js");
    expect(body.entries[0].data.values[0].stacktrace.frames[0]).toMatchObject({
      lineNo: 12,
      inApp: true,
      function: nameOf(5),
    });
  });
});

describe("changes", () => {
  const put = (path: string, body: unknown, token = tokens.alice) =>
    call(path, { method: "PUT", body, token });
  const state = async (issue: string) => (await call(`issues/${issue}/`)).body;

  it("of one issue answer the whole issue", async () => {
    expect(
      await put("organizations/acme/issues/WEB-1/", { status: "resolved", snoozeDuration: null }),
    ).toMatchObject({
      status: 200,
      body: { shortId: "WEB-1", status: "resolved", substatus: null, count: "1" },
    });
    const ignored = { status: "ignored", substatus: "archived_until_escalating", statusDetails: {} };
    expect((await put("issues/1/", ignored)).body).toMatchObject(ignored);
    const forever = { status: "muted", substatus: "archived_forever" };
    expect((await put("issues/1/", forever)).body).toMatchObject({ ...forever, status: "ignored" });
    expect((await put("issues/1/", { status: "muted" })).body).toMatchObject(ignored);
    expect((await put("issues/1/", { status: "unresolved" })).body).toMatchObject({ status: "unresolved" });
  });

  it.each([
    ["bob@example.com", "Bob"],
    ["me", "Alice"],
    ["", null],
    ["#everyone", "Everyone"],
    [null, null],
  ])("assign to %s", async (assignedTo, name) => {
    const { body } = await put("issues/1/", { assignedTo });
    expect(body.assignedTo?.name ?? null).toBe(name);
  });

  it("assign by id", async () => {
    const { body } = await put("issues/1/", { assignedTo: `user:${cast.bob.userId}` });
    expect(body.assignedTo).toMatchObject({ type: "user", id: String(cast.bob.userId), name: "Bob" });
    expect((await put("issues/1/", { assignedTo: cast.alice.userId })).body.assignedTo).toMatchObject({
      name: "Alice",
    });
    expect(await put("issues/1/", { assignedTo: `user:${cast.charlie.userId}` })).toMatchObject({
      status: 400,
      body: { assignedTo: [expect.any(String)] },
    });
  });

  it.each([
    [{ status: "gone" }, "status"],
    [{ status: "ignored", substatus: "archived_until_condition_met" }, "substatus"],
    [{ status: "resolved", statusDetails: { inMonth: 5 } }, "statusDetails"],
    [{ status: "resolved", statusDetails: { inCommit: { commit: "nope" } } }, "statusDetails"],
    [{ status: "ignored", ignoreDuration: -30 }, "ignoreDuration"],
    [{ status: "ignored", ignoreCount: 5, ignoreWindow: 20_000 }, "ignoreWindow"],
    [{ priority: "urgent" }, "priority"],
    [{ inbox: true }, "inbox"],
    [{ merge: 1 }, "merge"],
  ])("refuse %j and change nothing", async (body, field) => {
    const before = await state("2");
    expect(await put("issues/2/", body)).toMatchObject({
      status: 400,
      body: { [field]: [expect.any(String)] },
    });
    expect(await state("2")).toEqual(before);
  });

  it("refuse a body that is no JSON, too large, or by a token that only reads", async () => {
    expect(await put("issues/2/", "{nope")).toMatchObject({
      status: 400,
      body: { detail: "JSON parse error" },
    });
    expect((await put("issues/2/", JSON.stringify({ status: "x".repeat(1_100_000) }))).status).toBe(413);
    const reader = await mintToken(cast.alice.userId, ["event:read"]);
    expect((await put("issues/2/", { status: "resolved" }, reader)).status).toBe(403);
    expect((await put("organizations/acme/issues/?id=2", { status: "resolved" }, reader)).status).toBe(403);
    expect((await put("issues/2/", { status: "resolved" }, tokens.charlie)).status).toBe(404);
    expect(await state("2")).toMatchObject({ status: "unresolved" });
  });

  it("of many issues name them, or filter them", async () => {
    const many = "projects/acme/web/issues/";
    expect(await put(`${many}?id=2&id=3`, { status: "resolved" })).toMatchObject({
      status: 200,
      body: { status: "resolved", statusDetails: {} },
    });
    expect([(await state("2")).status, (await state("3")).status, (await state("4")).status]).toEqual([
      "resolved",
      "resolved",
      "unresolved",
    ]);
    expect(await put(`${many}?id=999999`, { status: "resolved" })).toMatchObject({ status: 204, body: null });
    expect(
      (await put(`organizations/umbrella/issues/?id=4`, { status: "resolved" }, tokens.charlie)).status,
    ).toBe(204);
    expect(await state("4")).toMatchObject({ status: "unresolved" });
    expect((await put(`${many}?id=x`, { status: "resolved" })).status).toBe(400);
    expect((await put(many, { assignedTo: "me" })).status).toBe(400);
    expect((await put(`${many}?status=resolved`, { status: "ignored" })).status).toBe(200);
    expect([(await state("2")).status, (await state("4")).status]).toEqual(["ignored", "unresolved"]);
    expect((await put(`organizations/acme/issues/`, { status: "resolved" })).status).toBe(200);
    const { pages } = await follow("organizations/acme/issues/?query=", "next");
    expect(new Set(pages.flat().map((issue) => issue["status"]))).toEqual(new Set(["resolved"]));
    expect((await call("organizations/acme/issues/")).body).toEqual([]);
  });
});
