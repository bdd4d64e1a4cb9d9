// Comments, history and user reports of an issue through the Web API's own route modules, on real stores.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOrganizationToken, createUserToken } from "#lib/accounts/create-token.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as activitiesRoute from "../../app/api/0/organizations/[org]/issues/[issue]/activities/route.ts";
import * as noteRoute from "../../app/api/0/organizations/[org]/issues/[issue]/notes/[note]/route.ts";
import * as notesRoute from "../../app/api/0/organizations/[org]/issues/[issue]/notes/route.ts";
import * as reportsRoute from "../../app/api/0/organizations/[org]/issues/[issue]/user-reports/route.ts";
import * as shortNotesRoute from "../../app/api/0/issues/[issue]/notes/route.ts";

useStores();

const EVENT_ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
let cast: Cast;
let issue: string;
let tokens: Record<"alice" | "bob" | "charlie" | "reader" | "ci", string>;
beforeAll(async () => {
  cast = await createCast();
  const exception = { values: [{ type: "Error", value: "broken" }] };
  await sendItems(cast, [[{ type: "event" }, { event_id: EVENT_ID, exception }]], { event_id: EVENT_ID });
  await drainJournal();
  issue = String((await db().issue.findFirstOrThrow()).id);
  const reader = await createUserToken(cast.bob.userId, { name: "reader", scopes: ["event:read"] });
  const ci = await createOrganizationToken(cast.alice.access, { name: "ci" });
  tokens = {
    alice: await apiToken(cast.alice),
    bob: await apiToken(cast.bob),
    charlie: await apiToken(cast.charlie),
    reader: reader.token,
    ci: ci.token,
  };
});
beforeEach(async () => {
  await db().issueActivity.deleteMany();
  await db().issue.updateMany({ data: { commentCount: 0 } });
});

type Route = Record<
  "GET" | "POST" | "PUT" | "DELETE",
  (request: Request, context: never) => Promise<Response>
>;
type Asked = {
  token?: string;
  method?: keyof Route;
  body?: unknown;
  org?: string;
  note?: string;
  query?: string;
};

async function ask(route: unknown, { method = "GET", body, org = "acme", note, ...asked }: Asked = {}) {
  const request = new Request(`http://debrief.test/api/0/x/${asked.query ?? ""}`, {
    method,
    headers: { authorization: `Bearer ${asked.token ?? tokens.bob}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const params = Promise.resolve({ org, issue, ...(note && { note }) });
  const answer = await (route as Route)[method](request, { params } as never);
  const text = await answer.text();
  return {
    status: answer.status,
    json: text === "" ? null : JSON.parse(text),
    link: answer.headers.get("link"),
  };
}

const post = (text: unknown, asked: Asked = {}) =>
  ask(notesRoute, { method: "POST", body: { text }, ...asked });

describe("notes", () => {
  it("are added, listed, changed and removed", async () => {
    const added = await post("Seen by @Alice");
    expect(added).toMatchObject({
      status: 201,
      json: {
        id: expect.stringMatching(/^\d+$/),
        type: "note",
        user: { id: String(cast.bob.userId), email: "bob@example.com" },
        data: { text: "Seen by @Alice", mentions: [`user:${cast.alice.userId}`] },
        dateCreated: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    const note = added.json.id;
    expect((await ask(notesRoute)).json).toEqual([added.json]);
    expect((await ask(shortNotesRoute)).json).toEqual([added.json]);
    expect((await ask(noteRoute, { note })).json).toEqual(added.json);
    const changed = await ask(noteRoute, { method: "PUT", note, body: { text: "Seen" } });
    expect([changed.status, changed.json.data]).toEqual([200, { text: "Seen", mentions: [] }]);
    expect((await ask(noteRoute, { method: "DELETE", note })).status).toBe(204);
    expect((await ask(notesRoute)).json).toEqual([]);
    expect((await ask(noteRoute, { note })).status).toBe(404);
  });

  it("come in pages", async () => {
    for (const text of ["one", "two", "three"]) await post(text);
    const first = await ask(notesRoute, { query: "?per_page=2" });
    expect(first.json.map((note: { data: { text: string } }) => note.data.text)).toEqual(["three", "two"]);
    const cursor = /rel="next"; results="true"; cursor="([^"]+)"/.exec(first.link ?? "")?.[1];
    const second = await ask(notesRoute, { query: `?per_page=2&cursor=${cursor}` });
    expect(second.json.map((note: { data: { text: string } }) => note.data.text)).toEqual(["one"]);
  });

  it.each([[""], ["  "], [5], [null], ["x".repeat(10_001)]])("refuse %#", async (text) => {
    expect(await post(text)).toMatchObject({ status: 400, json: { text: [expect.any(String)] } });
  });

  it("belong to their author", async () => {
    const note = (await post("mine")).json.id;
    for (const method of ["PUT", "DELETE"] as const)
      expect((await ask(noteRoute, { method, note, token: tokens.alice, body: { text: "x" } })).status).toBe(
        403,
      );
    expect((await ask(noteRoute, { note })).json.data.text).toBe("mine");
  });

  it("need the right to write, and somebody who writes", async () => {
    expect((await post("x", { token: tokens.reader })).status).toBe(403);
    expect((await ask(notesRoute, { token: tokens.reader })).status).toBe(200);
    expect((await post("x", { token: tokens.ci })).status).toBe(403);
  });

  it("of another organization are not there", async () => {
    const note = (await post("mine")).json.id;
    const foreign = { token: tokens.charlie, note };
    for (const asked of [foreign, { ...foreign, org: "umbrella" }]) {
      expect((await ask(notesRoute, asked)).status).toBe(404);
      expect((await post("x", asked)).status).toBe(404);
      for (const method of ["PUT", "DELETE"] as const)
        expect((await ask(noteRoute, { ...asked, method, body: { text: "x" } })).status).toBe(404);
    }
    expect((await ask(shortNotesRoute, foreign)).status).toBe(404);
    expect((await ask(notesRoute)).json).toHaveLength(1);
  });

  it.each(["0", "999999", "abc", "9".repeat(30), "-1"])("%s is not found", async (note) => {
    expect((await ask(noteRoute, { note })).status).toBe(404);
    expect((await ask(noteRoute, { note, method: "DELETE" })).status).toBe(404);
  });
});

it("activities are the whole history, newest first", async () => {
  await db().issueActivity.create({
    data: { issueId: Number(issue), type: "REGRESSED", data: { detail: "in 2.5.0, was resolved in 2.4.1" } },
  });
  await post("again");
  const { json } = await ask(activitiesRoute);
  expect(json.activity).toMatchObject([
    { type: "note", user: { email: "bob@example.com" }, data: { text: "again" } },
    { type: "regressed", user: null, data: { detail: "in 2.5.0, was resolved in 2.4.1" } },
  ]);
});

it("user reports are those about its events", async () => {
  const report = { event_id: EVENT_ID, name: "Ada", email: "ada@example.com", comments: "It broke" };
  await sendItems(cast, [[{ type: "user_report" }, report]], { event_id: EVENT_ID });
  const other = { ...report, event_id: "a".repeat(32), comments: "Something else" };
  await sendItems(cast, [[{ type: "user_report" }, other]], { event_id: other.event_id });
  await drainJournal();
  const { status, json } = await ask(reportsRoute);
  expect([status, json.length]).toEqual([200, 1]);
  expect(json[0]).toMatchObject({ eventID: EVENT_ID, name: "Ada", comments: "It broke" });
});
