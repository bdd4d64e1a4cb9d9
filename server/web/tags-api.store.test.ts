// Tags over the Web API: of an issue by each of its two paths, and of the organization.
import { beforeAll, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as tagRoute from "../../app/api/0/issues/[issue]/tags/[tag]/route.ts";
import * as valuesRoute from "../../app/api/0/issues/[issue]/tags/[tag]/values/route.ts";
import * as tagsRoute from "../../app/api/0/issues/[issue]/tags/route.ts";
import * as inOrganization from "../../app/api/0/organizations/[org]/issues/[issue]/tags/route.ts";
import * as organizationRoute from "../../app/api/0/organizations/[org]/tags/route.ts";

useStores();

let cast: Cast;
let tokens: { alice: string; charlie: string };
let issue = "";

beforeAll(async () => {
  cast = await createCast();
  tokens = { alice: await apiToken(cast.alice), charlie: await apiToken(cast.charlie) };
  const exception = { values: [{ type: "TypeError", value: "no cart" }] };
  for (const [at, plan] of ["free", "pro", "pro"].entries()) {
    const event_id = String(at).repeat(32);
    const event = { event_id, timestamp: Date.now() / 1_000 - 60 * (at + 1), tags: { plan }, exception };
    await sendItems(cast, [[{ type: "event" }, event]], { event_id });
  }
  await drainJournal();
  issue = String((await db().issue.findFirstOrThrow()).id);
}, 60_000);

type Route = {
  GET: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
};

async function get(route: Route, params: Record<string, string>, search = "", token = tokens.alice) {
  const headers = { Authorization: `Bearer ${token}` };
  const request = new Request(`http://localhost:3000/api/0/x/?${search}`, { headers });
  const response = await route.GET(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json(), link: response.headers.get("Link") ?? "" };
}

it("lists the tags of an issue with their most frequent values", async () => {
  const { status, body } = await get(tagsRoute, { issue }, "key=plan");
  expect(status).toBe(200);
  expect(body).toMatchObject([
    {
      key: "plan",
      name: "Plan",
      uniqueValues: 2,
      totalValues: 3,
      topValues: [
        { key: "plan", name: "pro", value: "pro", count: 2 },
        { key: "plan", name: "free", value: "free", count: 1 },
      ],
    },
  ]);
  const keys = (await get(inOrganization, { org: "acme", issue })).body.map(
    ({ key }: { key: string }) => key,
  );
  expect(keys).toEqual(expect.arrayContaining(["level", "plan"]));
});

it("narrows them by a search of events, and says what is wrong with one", async () => {
  const { body } = await get(tagsRoute, { issue }, "key=plan&query=!plan:free");
  expect(body[0]).toMatchObject({ totalValues: 2, uniqueValues: 1 });
  expect((await get(tagsRoute, { issue }, "query=(plan")).status).toBe(400);
});

it("tells of one tag, and pages through its values", async () => {
  expect((await get(tagRoute, { issue, tag: "plan" })).body).toMatchObject({ key: "plan", uniqueValues: 2 });
  const first = await get(valuesRoute, { issue, tag: "plan" }, "per_page=1");
  expect(first.body).toMatchObject([{ value: "pro", count: 2 }]);
  expect(first.link).toContain('rel="next"; results="true"');
  const next = await get(valuesRoute, { issue, tag: "plan" }, "per_page=1&cursor=1:0:0");
  expect(next.body).toMatchObject([{ value: "free" }]);
  const byDate = await get(valuesRoute, { issue, tag: "plan" }, "sort=date");
  expect(byDate.body[0]).toMatchObject({ value: "free" });
  for (const tag of ["nothing", "a\0b", "'", "x".repeat(5_000), "\ud800"])
    expect((await get(tagRoute, { issue, tag })).status).toBe(404);
});

it("lists the tags of the organization's events", async () => {
  const { body } = await get(organizationRoute, { org: "acme" });
  expect(body).toContainEqual({ key: "plan", name: "Plan", totalValues: 3 });
});

it("a stranger gets 404, whichever path he takes", async () => {
  for (const [route, params] of [
    [tagsRoute, { issue }],
    [tagRoute, { issue, tag: "plan" }],
    [valuesRoute, { issue, tag: "plan" }],
    [inOrganization, { org: "acme", issue }],
    [inOrganization, { org: "umbrella", issue }],
    [organizationRoute, { org: "acme" }],
  ] satisfies [Route, Record<string, string>][])
    expect((await get(route, params, "", tokens.charlie)).status).toBe(404);
  expect((await get(organizationRoute, { org: "umbrella" }, "", tokens.charlie)).body).toEqual([]);
});
