import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createUserToken } from "#lib/accounts/create-token.ts";
import { db, pool } from "#lib/db.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { journalItems } from "#server/testing/journal-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as route from "../../app/api/0/projects/[org]/[project]/user-feedback/route.ts";

useStores();

let cast: Cast;
let token = "";
beforeAll(async () => {
  cast = await createCast();
  ({ token } = await createUserToken(cast.charlie.userId, { name: "x", scopes: ["project:read"] }));
});
beforeEach(async () => {
  await pool().query("TRUNCATE ingest_journal, feedback");
});

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const REPORT = { event_id: ID, name: "Ada", email: "ada@example.com", comments: "It broke" };
const dsn = (key = cast.publicKey) => `DSN http://${key}@debrief.test/${cast.web.projectId}`;

type Sending = { body?: object | string; authorization?: string; org?: string; project?: string };

function send({ body = REPORT, authorization = dsn(), org = "acme", project = "web" }: Sending = {}) {
  const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
  const url = `http://debrief.test/api/0/projects/${org}/${project}/user-feedback/`;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(url, { method: "POST", headers, body: text });
  return route.POST(request, { params: Promise.resolve({ org, project }) });
}

const earlier = (minutes: number, source = "user_report") =>
  db().feedback.create({
    data: {
      projectId: cast.web.projectId,
      eventId: randomUUID(),
      associatedEventId: ID,
      message: "It broke",
      source,
      timestamp: new Date(),
      receivedAt: new Date(Date.now() - minutes * 60_000),
    },
  });

describe("a report", () => {
  it("is answered with itself and journaled", async () => {
    const answer = await send();
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { eventID: ID, name: "Ada", email: "ada@example.com", comments: "It broke", event: { eventID: ID } },
    ]);
    expect(await journalItems()).toMatchObject([
      {
        projectId: cast.web.projectId,
        envelope: { event_id: ID },
        header: { type: "user_report" },
        body: REPORT,
      },
    ]);
  });

  it("may name organization and project by their ids", async () => {
    const { organizationId, projectId } = cast.web;
    const answer = await send({ org: String(organizationId), project: String(projectId) });
    expect(answer.status).toBe(200);
  });

  it("takes a dashed event id", async () => {
    const answer = await send({ body: { ...REPORT, event_id: "FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0" } });
    expect(await answer.json()).toMatchObject({ eventID: ID });
  });

  it.each([
    ["none before", 200, () => Promise.resolve()],
    ["one of 4 minutes ago", 200, () => earlier(4)],
    ["one of 6 minutes ago", 409, () => earlier(6)],
    ["a widget's of 6 minutes ago", 200, () => earlier(6, "widget")],
  ])("of an event with %s: %i", async (_case, status, before) => {
    await before();
    expect((await send()).status).toBe(status);
    expect(await journalItems()).toHaveLength(status === 200 ? 1 : 0);
  });

  it("names the fields that are wrong", async () => {
    const answer = await send({ body: { event_id: "x", email: "ada", comments: "" } });
    expect([answer.status, Object.keys((await answer.json()) as object).sort()]).toEqual([
      400,
      ["comments", "email", "event_id"],
    ]);
  });
});

it.each([
  ["no authorization", 401, () => ({ authorization: "" })],
  ["a DSN that is none", 401, () => ({ authorization: "DSN hello" })],
  ["an unknown key", 403, () => ({ authorization: dsn("0".repeat(32)) })],
  ["another project's path", 404, () => ({ project: "other" })],
  ["another organization's path", 404, () => ({ org: "umbrella" })],
  ["a name that cannot be decoded", 404, () => ({ project: "%E0%A4%A" })],
  ["a stranger's token", 404, () => ({ authorization: `Bearer ${token}` })],
  ["broken JSON", 400, () => ({ body: "{" })],
  ["a list", 400, () => ({ body: "[]" })],
])("refuses %s: %i", async (_case, status, sending) => {
  expect((await send(sending())).status).toBe(status);
  expect(await journalItems()).toEqual([]);
});
