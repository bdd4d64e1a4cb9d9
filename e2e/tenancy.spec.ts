// Alice owns an organization with data, Charlie another one. Nothing of hers answers him, wherever he asks.
import { expect } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { pathOf, routesWith, routesWithoutPolicy } from "./fixtures/routes.ts";
import { test } from "./fixtures/test.ts";
import {
  errorEvent,
  listIssues,
  storeBlobs,
  storeCheckIn,
  storeComment,
  storeTeam,
  storeTrace,
  storeEvent,
} from "./fixtures/web-api.ts";

const METHODS = ["GET", "PUT", "POST", "DELETE"];

let alice: Account;
let charlie: Account;
let hers: Record<string, string>;
test.beforeAll(async ({ createAccount }) => {
  [alice, charlie] = [await createAccount("acme"), await createAccount("stranger")];
  const eventId = await storeEvent(
    alice,
    errorEvent("secretplan", { user: { email: "victim@acme.example" } }),
  );
  const [issue] = await listIssues(alice);
  hers = {
    org: alice.org,
    project: alice.project,
    key: new URL(alice.dsn).username,
    issue: issue!.id,
    issueId: issue!.id,
    short: issue!.shortId,
    event: eventId,
    eventId,
    tag: "level",
    ...(await storeBlobs(alice, eventId)),
    monitor: await storeCheckIn(alice, "secretplan"),
    trace: await storeTrace(alice, "secretplan"),
    ...(await storeTeam(alice, "secretplan")),
    note: await storeComment(alice, issue!.id, "secretplan"),
  };
});

const ask = (path: string, { token, method = "GET" }: { token?: string; method?: string } = {}) =>
  fetch(`${alice.url}${path}`, {
    method,
    redirect: "manual",
    headers: { ...(token && { authorization: `Bearer ${token}` }), "content-type": "application/json" },
    ...(method === "PUT" || method === "POST" ? { body: `{"status":"resolved"}` } : {}),
  });

test("every route of the build has a policy", () => {
  expect(routesWithoutPolicy()).toEqual([]);
});

test("pages of an organization: its owner sees them", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn(alice);
  for (const route of routesWith("organization page")) {
    const answer = await page.request.get(pathOf(route, hers));
    expect.soft([route, answer.status()]).toEqual([route, 200]);
  }
});

test("pages of an organization: a stranger gets 404 and not a word of theirs", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn(charlie);
  for (const route of routesWith("organization page")) {
    const answer = await page.request.get(pathOf(route, hers), { maxRedirects: 0 });
    expect.soft([route, answer.status()]).toEqual([route, 404]);
    expect.soft(await answer.text()).not.toMatch(/secretplan|victim@acme/);
    const data = await page.request.get(pathOf(route, hers), { maxRedirects: 0, headers: { rsc: "1" } });
    expect.soft(await data.text()).not.toMatch(/secretplan|victim@acme/);
  }
});

test("pages of an organization: ids of another one inside his own are 404", async ({ page, signIn }) => {
  await signIn(charlie);
  const mixed = { ...hers, org: charlie.org };
  const withIds = routesWith("organization page").filter((route) => /issueId|eventId/.test(route));
  expect(withIds).not.toEqual([]);
  for (const route of withIds) {
    const answer = await page.request.get(pathOf(route, mixed));
    expect.soft([route, answer.status()]).toEqual([route, 404]);
    expect.soft(await answer.text()).not.toMatch(/secretplan|victim@acme/);
  }
});

test("pages send whoever is not signed in to sign in, and back", async () => {
  for (const route of [...routesWith("organization page"), ...routesWith("user page")]) {
    const answer = await ask(pathOf(route, hers));
    expect.soft([route, [302, 303, 307].includes(answer.status)]).toEqual([route, true]);
    expect.soft(answer.headers.get("location")).toMatch(/\/sign-in\?next=%2Forganizations%2F/);
  }
});

test("the Web API: the owner reads it", async () => {
  for (const route of [...routesWith("organization api"), ...routesWith("token")]) {
    const answer = await ask(`${pathOf(route, hers)}/`, { token: alice.token });
    expect.soft([route, answer.status]).toEqual([route, 200]);
  }
});

test("the Web API: a stranger gets the 404 of what is not there, whatever the method", async () => {
  for (const route of routesWith("organization api"))
    for (const method of METHODS) {
      const answer = await ask(`${pathOf(route, hers)}/`, { token: charlie.token, method });
      // 405 where nobody may use this method.
      expect.soft([method, route, [404, 405].includes(answer.status)]).toEqual([method, route, true]);
      if (method === "GET") expect.soft([route, answer.status]).toEqual([route, 404]);
      expect.soft(await answer.text()).not.toMatch(/secretplan|victim@acme/);
    }
  const [issue] = await listIssues(alice);
  expect(issue?.status).toBe("unresolved");
});

test("the Web API: ids of another organization inside his own are 404", async () => {
  const routes = routesWith("organization api").filter((route) =>
    /\[(issue|event|note|short|replay|profile|monitor|team)\]/.test(route),
  );
  for (const route of routes.filter((one) => /\[org\]/.test(one))) {
    const answer = await ask(`${pathOf(route, { ...hers, org: charlie.org })}/`, { token: charlie.token });
    expect.soft([route, answer.status]).toEqual([route, 404]);
  }
});

test("the Web API: another organization's trace is as empty as one that is not there", async () => {
  for (const route of routesWith("organization api").filter((one) => one.includes("[trace]")))
    for (const trace of [hers["trace"] ?? "", "b".repeat(32)]) {
      const path = pathOf(route, { ...hers, org: charlie.org, trace });
      const answer = await ask(`${path}/`, { token: charlie.token });
      expect.soft([route, answer.status]).toEqual([route, 200]);
      expect.soft(await answer.text()).not.toMatch(/secretplan|aaaaaaaaaaaaaaaa/);
    }
});

test("the Web API: no token is 401, and so is a wrong one", async () => {
  for (const route of [...routesWith("organization api"), ...routesWith("token")])
    for (const token of [undefined, `sntryu_${"0".repeat(64)}`]) {
      const answer = await ask(`${pathOf(route, hers)}/`, { token });
      expect.soft([route, answer.status]).toEqual([route, 401]);
      expect.soft(await answer.json()).toHaveProperty("detail");
    }
});

test("a key sends to its own project only", async () => {
  const { username } = new URL(charlie.dsn);
  const projectId = new URL(alice.dsn).pathname.slice(1);
  // The others have no project in their path: the key says which it is.
  const routes = routesWith("ingest").filter((route) => route.includes("[projectId]"));
  for (const route of routes) {
    const path = pathOf(route, { ...hers, projectId, slug: "nightly", key: username });
    const query = route.includes("[key]") ? "?status=ok" : `?sentry_key=${username}`;
    const answer = await fetch(`${alice.url}${path}/${query}`, {
      method: "POST",
      body: `{}\n{"type":"event"}\n{"message":"smuggled"}`,
    });
    expect.soft([route, answer.status]).toEqual([route, 403]);
  }
});
