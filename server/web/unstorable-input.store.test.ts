// Texts and numbers that no column of Postgres can hold are refused, or mended, where they come in.
import { beforeEach, expect, it } from "vitest";
import type { Handler } from "#lib/api/endpoint.ts";
import { db } from "#lib/db.ts";
import { MergeRequest } from "#lib/issues/merge-issues.ts";
import { ViewInput } from "#lib/issues/saved-views.ts";
import { listIssues } from "#lib/issues/queries-list.ts";
import { IssueSort, IssueUpdate } from "#lib/issues/schema.ts";
import { GroupingInput } from "#lib/projects/grouping-input.ts";
import { apiToken } from "#server/testing/api-token.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { happen } from "#server/testing/happen.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as issueRoute from "../../app/api/0/issues/[issue]/route.ts";
import * as notesRoute from "../../app/api/0/issues/[issue]/notes/route.ts";

const stores = useStores();
let cast: Cast;
let token = "";

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  token = await apiToken(cast.alice);
  await happen(cast, { name: "A", release: "web@1.0", at: Date.now() - 60_000 });
});

async function send(handler: Handler, method: string, body: unknown) {
  const request = new Request("http://debrief.test/api/0/issues/1/", {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return (await handler(request, { params: Promise.resolve({ issue: "1" }) })).status;
}

it.each([
  [{ statusDetails: { inRelease: "a\ud800" } }],
  [{ statusDetails: { inRelease: "a\0" } }],
  [{ statusDetails: { inCommit: { commit: "abcdef0", repository: "a\ud800" } } }],
  [{ statusDetails: { inCommit: { commit: "abcdef0", repository: "a\0" } } }],
])("a change of an issue: %j", async (body) => {
  expect(await send(issueRoute.PUT, "PUT", body)).toBe(400);
  expect(await db().release.findMany({ select: { version: true } })).toEqual([{ version: "web@1.0" }]);
});

it("a comment keeps what can be kept", async () => {
  expect(await send(notesRoute.POST, "POST", { text: "half \ud800 a\0 letter" })).toBe(201);
  const [note] = await db().issueActivity.findMany({ where: { type: "NOTE" } });
  expect(note?.data).toMatchObject({ text: "half \ufffd a letter" });
});

const change = (parts: object) => ({ ids: [1], change: parts });
const grouping = (fingerprintRules: string) => ({ stackTraceRules: "", fingerprintRules });

it.each([
  ["an issue", IssueUpdate, { ids: [3_000_000_000], change: { kind: "review" } }],
  ["an assignee", IssueUpdate, change({ kind: "assign", assignee: { type: "user", id: 3_000_000_000 } })],
  ["a time", IssueUpdate, change({ kind: "archive", until: { until: 9e15 } })],
  ["a release", IssueUpdate, change({ kind: "resolve", by: { kind: "release", version: "a\ud800" } })],
  ["issues to merge", MergeRequest, { ids: [1, 3_000_000_000] }],
  ["the name of a view", ViewInput, { name: "a\0b", address: "", isShared: false }],
  ["a rule with NUL", GroupingInput, grouping("type:a\0b -> x")],
  ["a rule with half a character", GroupingInput, grouping("type:a\ud800b -> x")],
])("the form of %s", (_name, schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});

const cursors = IssueSort.options.flatMap((sort) =>
  ["1.5:1:0:1", `${Number.MAX_SAFE_INTEGER}:1:1:1`, "9000000000000000:1:0:1"].map(
    (text) => [sort, text] as const,
  ),
);

it.each(cursors)("a place in the list that nobody gave out, by %s: %s", async (sort, text) => {
  const page = await listIssues(cast.alice.access, {
    tab: "all",
    sort,
    query: "",
    projectIds: [],
    environments: [],
    range: { from: null, until: Date.now() },
    cursor: Buffer.from(text).toString("base64url"),
    limit: 10,
  });
  expect(page.items.length).toBeLessThanOrEqual(1);
});
