import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "#lib/db.ts";
import { acceptErrorPage } from "#lib/ingest/accept-error-page.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { knock } from "#server/testing/knock.ts";
import { journalItems } from "#server/testing/journal-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});
beforeEach(async () => {
  await pool().query("TRUNCATE ingest_journal");
});

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const ORIGIN = "https://shop.example";
const dsn = (key = cast.publicKey, project = cast.web.projectId) => `http://${key}@debrief.test/${project}`;

function ask(query: Record<string, string>, init: RequestInit = {}) {
  const all = { dsn: dsn(), eventId: ID, ...query };
  const url = `http://debrief.test/api/embed/error-page/?${new URLSearchParams(all).toString()}`;
  return toRoute(acceptErrorPage)(new Request(url, { headers: { origin: ORIGIN }, ...init }));
}
const post = (body: BodyInit, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  ask(query, { method: "POST", body, headers: { origin: ORIGIN, ...headers } });

const REPORT = { name: "Ada", email: "ada@example.com", comments: "It broke when I paid" };
const form = (fields: Record<string, string> = REPORT) => new URLSearchParams(fields);
function multipart(fields: Record<string, string>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("GET", () => {
  it("is a script with the page's texts as data", async () => {
    const title = `</script><img src=x onerror=alert(1)>`;
    const answer = await ask({ title, lang: "de", name: "Ada" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(answer.headers.get("vary")).toBe("Accept, Origin");
    expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
    const script = await answer.text();
    expect(script).toContain("Bericht senden");
    expect(script).toContain(`"name":"Ada"`);
    expect(script).not.toContain(title);
    expect(script).toContain("onerror=alert(1)");
  });
});

describe("POST", () => {
  it.each([
    ["urlencoded", () => post(form())],
    ["multipart", () => post(multipart(REPORT))],
    ["JSON", () => post(JSON.stringify(REPORT), {}, { "content-type": "application/json" })],
  ])("takes a report: %s", async (_case, send) => {
    const answer = await send();
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(await journalItems()).toMatchObject([
      {
        projectId: cast.web.projectId,
        envelope: { event_id: ID },
        header: { type: "user_report" },
        body: { event_id: ID, ...REPORT },
      },
    ]);
  });

  it("says what is wrong with which field, in the page's language", async () => {
    const answer = await post(form({ comments: " ", email: "ada" }), { lang: "de" });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        errors: {
          email: ["Geben Sie eine gültige E-Mail-Adresse ein."],
          comments: ["Dieses Feld wird benötigt."],
        },
      },
    ]);
    expect(await journalItems()).toEqual([]);
  });

  it.each([
    ["no form", 400, () => post("hello", {}, { "content-type": "text/plain" })],
    ["broken multipart", 400, () => post("--x", {}, { "content-type": "multipart/form-data; boundary=x" })],
    ["broken JSON", 400, () => post("{", {}, { "content-type": "application/json" })],
    ["too much", 413, () => post(form({ comments: "x".repeat(70_000) }))],
    ["comments too long", 400, () => post(form({ comments: "x".repeat(5_000) }))],
  ])("refuses %s: %i", async (_case, status, send) => {
    expect((await send()).status).toBe(status);
    expect(await journalItems()).toEqual([]);
  });
});

it.each([
  ["an event id that is none", 400, () => ({ eventId: "x" })],
  ["no DSN", 404, () => ({ dsn: "" })],
  ["a DSN that is none", 404, () => ({ dsn: "hello" })],
  ["an unknown key", 404, () => ({ dsn: dsn("0".repeat(32)) })],
  ["another project", 404, () => ({ dsn: dsn(cast.publicKey, 999_999) })],
])("refuses %s: %i", async (_case, status, query) => {
  for (const answer of [await ask(query()), await post(form(), query())]) {
    expect(answer.status).toBe(status);
    expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  }
  expect(await journalItems()).toEqual([]);
});

it("takes twenty reports a minute from one address", async () => {
  const url = `/api/embed/error-page/?dsn=${encodeURIComponent(dsn())}&eventId=${ID}`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const send = () => knock(url, { headers, body: form().toString() });
  const statuses = [];
  for (let sent = 0; sent < 21; sent++) statuses.push((await send()).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
  expect(Number((await send()).headers["retry-after"])).toBeGreaterThan(0);
  expect(await journalItems()).toHaveLength(20);
});

it("answers a preflight", async () => {
  const answer = await ask({}, { method: "OPTIONS" });
  expect(answer.headers.get("access-control-allow-methods")).toBe("GET, POST, OPTIONS");
  expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
});
