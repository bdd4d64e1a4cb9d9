// What people write, from the door to the pages and tools that show it.
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { feedbackOfEvent } from "#lib/feedback/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as feedbackRoute from "../../app/api/0/projects/[org]/[project]/user-feedback/route.ts";

const stores = useStores();
let cast: Cast;
let tokens: { alice: string; charlie: string };

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  tokens = { alice: await apiToken(cast.alice), charlie: await apiToken(cast.charlie) };
});

let lastId = 0;
const newId = () => (++lastId).toString(16).padStart(32, "f");

async function sendFeedback(words: object, rest: { event_id?: string; [key: string]: unknown } = {}) {
  const { event_id = newId(), ...payload } = rest;
  const contexts = { feedback: words };
  return sendItems(cast, [[{ type: "feedback" }, { event_id, type: "feedback", ...payload, contexts }]], {
    event_id,
  });
}

const sendReport = (fields: object) => sendItems(cast, [[{ type: "user_report" }, fields]], {});

async function sendError(eventId: string) {
  const exception = { values: [{ type: "TypeError", value: "no cart" }] };
  await sendItems(cast, [[{ type: "event" }, { event_id: eventId, exception }]], { event_id: eventId });
  await drainJournal();
}

async function list(parameters = "", token = tokens.alice, org = "acme") {
  const url = `http://localhost:3000/api/0/projects/${org}/web/user-feedback/?${parameters}`;
  const request = new Request(url, { headers: { Authorization: `Bearer ${token}` } });
  const response = await feedbackRoute.GET(request, { params: Promise.resolve({ org, project: "web" }) });
  return { status: response.status, body: await response.json(), link: response.headers.get("Link") ?? "" };
}

const outcomes = async () =>
  (
    await db().outcome.findMany({
      where: { category: "feedback" },
      orderBy: [{ outcome: "asc" }, { reason: "asc" }],
    })
  ).map(({ outcome, reason, quantity }) => `${outcome} ${reason} ${quantity}`);

describe("feedback", () => {
  it("is listed with what it is about", async () => {
    const eventId = newId();
    await sendFeedback(
      {
        message: "The button does nothing",
        contact_email: "ada@shop.example",
        name: "Ada",
        url: "https://shop.example/cart",
        source: "widget",
        associated_event_id: eventId,
      },
      { release: "web@1.0.0", platform: "javascript" },
    );
    await drainJournal();
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        eventID: eventId,
        name: "Ada",
        email: "ada@shop.example",
        comments: "The button does nothing",
        url: "https://shop.example/cart",
        source: "widget",
        status: "unresolved",
        release: "web@1.0.0",
        environment: "production",
      },
    ]);
    expect(await outcomes()).toEqual(["accepted  1"]);
    const stored = await db().feedback.findFirstOrThrow();
    expect(stored.event).toMatchObject({ level: "info", platform: "javascript", contexts: {} });
    expect(JSON.stringify(stored.event)).not.toContain("The button does nothing");
    expect(await db().release.findFirst()).toMatchObject({ version: "web@1.0.0" });
    expect(await db().issue.count()).toBe(0);
  });

  it("is shown with the event that it is about, whichever came first", async () => {
    const eventId = newId();
    await sendFeedback({ message: "before", associated_event_id: eventId });
    await sendError(eventId);
    await sendReport({ event_id: eventId, comments: "after" });
    await sendFeedback({ message: "about another", associated_event_id: newId() });
    await drainJournal();
    const issue = await findIssue(cast.bob.access, "WEB-1");
    const found = issue ? await feedbackOfEvent(issue.scope, eventId) : [];
    expect(found.map(({ message }) => message)).toEqual(["after", "before"]);
    const others = await db().project.create({
      data: { organizationId: cast.charlie.access.organizationId, slug: "web", name: "Web" },
    });
    await pool().query("UPDATE feedback SET project_id = $1", [others.id]);
    expect(issue && (await feedbackOfEvent(issue.scope, eventId))).toEqual([]);
  });

  it("takes the user for whoever did not say who they are", async () => {
    await sendFeedback({ message: "hi" }, { user: { email: "ada@shop.example", username: "ada" } });
    await drainJournal();
    expect((await list()).body).toMatchObject([{ name: "ada", email: "ada@shop.example" }]);
  });

  it("is stored once however often its id is sent", async () => {
    const event_id = newId();
    await sendFeedback({ message: "first" }, { event_id });
    await sendFeedback({ message: "second" }, { event_id });
    await drainJournal();
    await sendFeedback({ message: "third" }, { event_id });
    await drainJournal();
    expect((await list()).body).toMatchObject([{ comments: "first" }]);
    expect(await outcomes()).toEqual(["accepted  1", "duplicate  2"]);
  });

  it("that says nothing is counted as that", async () => {
    await sendFeedback({ message: "  " });
    await sendReport({ event_id: newId(), comments: "" });
    await sendReport({ event_id: "x", comments: "hi" });
    await drainJournal();
    expect((await list()).body).toEqual([]);
    expect(await outcomes()).toEqual(["invalid empty_message 2", "invalid invalid_event_id 1"]);
  });

  it("from where the project wants nothing is counted as filtered", async () => {
    await db().project.update({
      where: { id: cast.web.projectId },
      data: { ingestSettings: { filters: { ipAddresses: ["127.0.0.1"] } } },
    });
    await sendFeedback({ message: "hi" });
    await sendReport({ event_id: newId(), comments: "hi" });
    await drainJournal();
    expect((await list()).body).toEqual([]);
    expect(await outcomes()).toEqual(["filtered ip-address 2"]);
  });

  it("of a project that is deleted meanwhile goes with it", async () => {
    await sendFeedback({ message: "hi" });
    await db().project.delete({ where: { id: cast.web.projectId } });
    await drainJournal();
    expect(await db().feedback.count()).toBe(0);
    expect(await db().journalEntry.count()).toBe(0);
    expect(await db().deadLetter.count()).toBe(0);
  });
});

describe("a user report", () => {
  it("replaces the one before for five minutes, and is a duplicate later", async () => {
    const event_id = newId();
    await sendReport({ event_id, name: "Ada", comments: "It broke" });
    await drainJournal();
    await sendReport({ event_id, name: "Ada L.", email: "ada@shop.example", comments: "It broke on save" });
    await drainJournal();
    const better = {
      eventID: event_id,
      name: "Ada L.",
      email: "ada@shop.example",
      comments: "It broke on save",
    };
    expect((await list()).body).toMatchObject([better]);
    expect(await outcomes()).toEqual(["accepted  2"]);
    await pool().query("UPDATE feedback SET received_at = received_at - interval '6 minutes'");
    await sendReport({ event_id, comments: "too late" });
    await drainJournal();
    expect((await list()).body).toMatchObject([better]);
    expect(await outcomes()).toEqual(["accepted  2", "duplicate  1"]);
  });

  it("sent by several at a time is one", async () => {
    const event_id = newId();
    for (let index = 0; index < 12; index++) await sendReport({ event_id, comments: `try ${index}` });
    await Promise.all([drainJournal(), drainJournal(), drainJournal()]);
    await drainJournal();
    expect(await db().feedback.count()).toBe(1);
    expect(await outcomes()).toEqual(["accepted  12"]);
  });
});

describe("the feedback route", () => {
  it("pages through all of it, newest first, and back", async () => {
    const at = Date.now() / 1000 - 60;
    for (let index = 0; index < 7; index++)
      await sendFeedback({ message: `m${index}` }, { timestamp: at + Math.floor(index / 3) });
    await drainJournal();
    const seen: string[][] = [];
    const follow = async (rel: string, from: string) => {
      for (let parameters: string | undefined = from; parameters !== undefined;) {
        const { body, link } = await list(parameters);
        seen.push(body.map((one: { comments: string }) => one.comments));
        const target = link.split(", ").find((one) => one.includes(`rel="${rel}"`)) ?? "";
        parameters = target.includes('results="true"') ? /\?([^>]+)>/.exec(target)?.[1] : undefined;
        from = parameters ?? from;
      }
      return from;
    };
    const last = await follow("next", "per_page=3");
    expect(seen).toEqual([["m6", "m5", "m4"], ["m3", "m2", "m1"], ["m0"]]);
    seen.length = 0;
    await follow("previous", last);
    expect(seen).toEqual([["m0"], ["m3", "m2", "m1"], ["m6", "m5", "m4"]]);
  });

  it("narrows by status, and refuses others", async () => {
    await sendFeedback({ message: "open" });
    await sendFeedback({ message: "done" });
    await drainJournal();
    await db().feedback.updateMany({ where: { message: "done" }, data: { status: "RESOLVED" } });
    expect((await list("status=unresolved")).body).toMatchObject([{ comments: "open" }]);
    expect((await list("status=resolved")).body).toMatchObject([{ comments: "done" }]);
    expect((await list("status=burnt")).status).toBe(400);
  });

  it("is for the organization's own tokens", async () => {
    await sendFeedback({ message: "hi" });
    await drainJournal();
    expect((await list("", tokens.charlie)).status).toBe(404);
    expect((await list("", tokens.charlie, "umbrella")).status).toBe(404);
    expect((await list("", "none")).status).toBe(401);
  });
});
