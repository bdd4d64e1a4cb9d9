// Deleting and unmerging through the Web API.
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createUserToken } from "#lib/accounts/create-token.ts";
import { db } from "#lib/db.ts";
import { mergeIssues } from "#lib/issues/merge-issues.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendErrors } from "#server/testing/send-errors.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as issueHashesRoute from "../../app/api/0/issues/[issue]/hashes/route.ts";
import * as issueRoute from "../../app/api/0/issues/[issue]/route.ts";
import * as orgIssueHashesRoute from "../../app/api/0/organizations/[org]/issues/[issue]/hashes/route.ts";
import * as orgIssuesRoute from "../../app/api/0/organizations/[org]/issues/route.ts";
import * as projectIssuesRoute from "../../app/api/0/projects/[org]/[project]/issues/route.ts";

const stores = useStores();
let cast: Cast;
let alice: string;
let charlie: string;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  [alice, charlie] = [await apiToken(cast.alice), await apiToken(cast.charlie)];
  await sendErrors(cast, [{ fn: "a" }, { fn: "a" }, { fn: "b" }, { fn: "c" }]);
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const ask = (handler: Handler, params: Record<string, string>, { token = alice, query = "" } = {}) =>
  handler(new Request(`http://debrief.test/?${query}`, { headers: { authorization: `Bearer ${token}` } }), {
    params: Promise.resolve(params),
  });
const ids = async () => (await db().issue.findMany({ orderBy: { number: "asc" } })).map(({ id }) => id);
const numbers = async () =>
  (await db().issue.findMany({ where: { mergedIntoId: null }, orderBy: { number: "asc" } })).map(
    ({ number }) => number,
  );

describe("DELETE of issues", () => {
  it("deletes those that are named, and nothing without a name", async () => {
    const [one, two, three] = await ids();
    const org = { org: "acme" };
    expect((await ask(orgIssuesRoute.DELETE, org)).status).toBe(400);
    expect((await ask(orgIssuesRoute.DELETE, org, { query: "id=x" })).status).toBe(400);
    expect((await ask(orgIssuesRoute.DELETE, org, { query: `id=${one}&id=999999` })).status).toBe(204);
    expect(await numbers()).toEqual([2, 3]);
    const project = { ...org, project: "web" };
    expect((await ask(projectIssuesRoute.DELETE, project, { query: `id=${two}` })).status).toBe(204);
    expect((await ask(issueRoute.DELETE, { issue: String(three) })).status).toBe(202);
    expect((await ask(issueRoute.DELETE, { issue: String(three) })).status).toBe(404);
    expect(await numbers()).toEqual([]);
  });

  it("does not follow an issue to what it was merged into", async () => {
    const [one, two] = await ids();
    await mergeIssues(cast.alice.access, { ids: [one!, two!] });
    expect((await ask(issueRoute.DELETE, { issue: String(two) })).status).toBe(404);
    expect((await ask(orgIssuesRoute.DELETE, { org: "acme" }, { query: `id=${two}` })).status).toBe(204);
    expect(await numbers()).toEqual([1, 3]);
  });

  it("is closed to strangers, and to tokens that may only write", async () => {
    const [one] = await ids();
    const { token } = await createUserToken(cast.alice.userId, {
      name: "w",
      scopes: ["event:write", "org:read"],
    });
    expect((await ask(issueRoute.DELETE, { issue: String(one) }, { token })).status).toBe(403);
    const query = `id=${one}`;
    expect((await ask(issueRoute.DELETE, { issue: String(one) }, { token: charlie })).status).toBe(404);
    expect((await ask(orgIssuesRoute.DELETE, { org: "acme" }, { token: charlie, query })).status).toBe(404);
    expect((await ask(orgIssuesRoute.DELETE, { org: "umbrella" }, { token: charlie, query })).status).toBe(
      204,
    );
    expect(await numbers()).toEqual([1, 2, 3]);
  });
});

describe("hashes of an issue", () => {
  it("are listed with their newest event, and unmerged", async () => {
    const [one, two] = await ids();
    await mergeIssues(cast.alice.access, { ids: [one!, two!] });
    const answer = await ask(issueHashesRoute.GET, { issue: String(one) });
    const rows = z
      .array(z.object({ id: z.string(), latestEvent: z.object({ groupID: z.string(), title: z.string() }) }))
      .parse(await answer.json());
    expect(rows.map(({ latestEvent }) => latestEvent)).toEqual([
      { groupID: String(one), title: "Error: broken" },
      { groupID: String(one), title: "Error: broken" },
    ]);
    const place = { org: "acme", issue: "WEB-1" };
    const query = `id=${rows[1]!.id}`;
    expect((await ask(orgIssueHashesRoute.DELETE, place, { query: "id=zz" })).status).toBe(400);
    expect((await ask(orgIssueHashesRoute.DELETE, place, { query: `id=${"0".repeat(32)}` })).status).toBe(
      404,
    );
    expect(
      (await ask(issueHashesRoute.DELETE, { issue: String(one) }, { query, token: charlie })).status,
    ).toBe(404);
    expect((await ask(orgIssueHashesRoute.DELETE, place, { query })).status).toBe(202);
    expect(await numbers()).toEqual([1, 2, 3]);
  });
});
