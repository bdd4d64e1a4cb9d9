// What a public link shows, and to whom.
import { text } from "node:stream/consumers";
import { createElement } from "react";
import { prerender } from "react-dom/static";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SharedIssueView } from "#components/issues/shared-issue-view.tsx";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { addComment } from "#lib/issues/add-comment.ts";
import { issueActivity } from "#lib/issues/queries-activity.ts";
import { findIssue, type Issue } from "#lib/issues/queries-issue.ts";
import { findSharedIssue } from "#lib/issues/queries-shared.ts";
import { shareIssue, unshareIssue } from "#lib/issues/share-issue.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const EVENT_ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
/** Stands in every field that the page must not show. */
const planted = (where: string) => `planted-${where}`;
/** Parts of the fields that it does show. */
const PERSONAL = ["victim@acme.example", "198.51.100.23", "4111 1111 1111 1111", "/home/victim/"];
const said = (where: string) => `${where} of ${PERSONAL.join(" ")}`;

const frame = (inApp: boolean) => ({
  filename: inApp ? "src/pay.ts" : "node_modules/lib/index.js",
  abs_path: `/srv/${planted("abs-path")}/pay.ts`,
  module: "pay",
  function: inApp ? "payOrder" : "callLibrary",
  package: planted("package"),
  lineno: 12,
  in_app: inApp,
  pre_context: [inApp ? said("before") : planted("library-before")],
  context_line: inApp ? said("throw new Error") : planted("library-line"),
  post_context: [inApp ? said("after") : planted("library-after")],
  vars: { [planted("var-name")]: planted("var-value") },
});

const EVENT = {
  event_id: EVENT_ID,
  platform: "node",
  level: "error",
  logger: planted("logger"),
  server_name: planted("server-name"),
  transaction: "payOrder",
  release: "shop@2.4.1",
  dist: planted("dist"),
  environment: planted("environment"),
  logentry: { message: planted("message"), params: [planted("params")], formatted: planted("formatted") },
  exception: {
    values: [
      {
        type: "PaymentError",
        value: said("Refused card"),
        module: planted("exception-module"),
        thread_id: planted("thread"),
        mechanism: {
          type: planted("mechanism"),
          handled: false,
          description: planted("mechanism-description"),
          help_link: `https://${planted("help-link")}.example`,
          data: { a: planted("mechanism-data") },
          meta: { signal: { name: planted("mechanism-meta") } },
        },
        stacktrace: { frames: [frame(false), frame(true)], registers: { a: planted("register") } },
      },
    ],
  },
  threads: { values: [{ id: 1, name: planted("thread-name"), stacktrace: { frames: [frame(true)] } }] },
  breadcrumbs: [
    { category: planted("crumb-category"), message: planted("crumb"), data: { a: planted("crumb-data") } },
  ],
  request: {
    url: `https://shop.example/${planted("url")}?${planted("query")}`,
    method: "POST",
    query_string: planted("query-string"),
    headers: { "X-Planted": planted("header"), Referer: planted("referer") },
    cookies: { a: planted("cookie") },
    data: { a: planted("body") },
    env: { a: planted("env") },
  },
  user: {
    id: planted("user-id"),
    email: `${planted("user")}@example.com`,
    username: planted("username"),
    name: planted("user-name"),
    ip_address: "203.0.113.9",
    data: { a: planted("user-data") },
  },
  tags: { [planted("tag-key")]: planted("tag-value") },
  extra: { [planted("extra-key")]: planted("extra-value") },
  contexts: {
    [planted("context")]: { a: planted("context-value") },
    device: { name: planted("device") },
    trace: { trace_id: "a".repeat(32), span_id: "b".repeat(16), data: { a: planted("trace-data") } },
    flags: { values: [{ flag: planted("flag"), result: true }] },
  },
  modules: { [planted("module")]: "1.0.0" },
  fingerprint: [planted("fingerprint")],
  sdk: { name: planted("sdk"), version: "1.0.0" },
  debug_meta: { images: [{ type: "sourcemap", code_file: planted("image"), debug_id: "c".repeat(32) }] },
};

let cast: Cast;
let issue: Issue;
beforeAll(async () => {
  cast = await createCast();
  await sendItems(cast, [[{ type: "event" }, EVENT]], { event_id: EVENT_ID });
  await drainJournal();
  const { id } = await db().issue.findFirstOrThrow();
  issue = (await findIssue(cast.alice.access, String(id)))!;
});
beforeEach(async () => {
  await db().issueActivity.deleteMany();
  await db().issue.update({ where: { id: issue.id }, data: { shareId: null, mergedIntoId: null } });
});

async function page(): Promise<string> {
  const shared = await findSharedIssue(await shareIssue(cast.alice.access, issue.id));
  const { prelude } = await prerender(createElement(SharedIssueView, { issue: shared! }));
  return text(prelude);
}

describe("the public page", () => {
  it("shows what happened and where in the code", async () => {
    const html = await page();
    for (const shown of ["PaymentError", "Refused card", "src/pay.ts", "payOrder", "shop@2.4.1", "Unhandled"])
      expect(html).toContain(shown);
    // Highlighting cuts a line into words.
    expect(html.replaceAll(/<[^>]*>/g, "")).toContain("throw new Error");
  });

  it("shows nothing of anybody, nor of anything else that the event holds", async () => {
    await addComment(cast.bob.access, issue.scope, planted("comment"));
    const html = await page();
    expect(html.match(/planted[\w-]*/g) ?? []).toEqual([]);
    const visible = html.replaceAll(/<[^>]*>/g, "");
    for (const personal of ["victim", "198.51.100", "203.0.113", "4111", "Alice", "Bob", "acme", "Acme"])
      expect([personal, html.includes(personal) || visible.includes(personal)]).toEqual([personal, false]);
    expect(html).not.toMatch(/organizations\//);
  });

  it("leaves the event as it was for members", async () => {
    expect(JSON.stringify(EVENT).match(/planted-/g)?.length).toBeGreaterThan(45);
    expect(issue.title).toContain("PaymentError");
  });
});

describe("the link", () => {
  it("is a secret of 128 bits, the same while it lasts and another one afterwards", async () => {
    const first = await shareIssue(cast.alice.access, issue.id);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    const again = await Promise.all([1, 2, 3].map(() => shareIssue(cast.bob.access, issue.id)));
    expect(new Set(again)).toEqual(new Set([first]));
    await unshareIssue(cast.bob.access, issue.id);
    expect(await findSharedIssue(first)).toBeNull();
    const second = await shareIssue(cast.alice.access, issue.id);
    expect(second).not.toBe(first);
    expect(await findSharedIssue(first)).toBeNull();
    expect(await findSharedIssue(second)).not.toBeNull();
  });

  it("is noted once each time that it is made or revoked", async () => {
    await Promise.all([1, 2].map(() => shareIssue(cast.alice.access, issue.id)));
    await unshareIssue(cast.bob.access, issue.id);
    await unshareIssue(cast.bob.access, issue.id);
    expect((await issueActivity(issue.scope)).map(({ type, by }) => [type, by])).toEqual([
      ["UNSHARED", "Bob"],
      ["SHARED", "Alice"],
    ]);
  });

  it.each([
    "",
    "0",
    "g".repeat(32),
    "A".repeat(32),
    "a".repeat(31),
    "a".repeat(33),
    "a".repeat(32),
    "%00",
    "' OR 1",
  ])("%j shows nothing", async (secret) => {
    await shareIssue(cast.alice.access, issue.id);
    expect(await findSharedIssue(secret)).toBeNull();
  });

  it("of an issue that was merged into another shows nothing", async () => {
    const secret = await shareIssue(cast.alice.access, issue.id);
    const other = await db().issue.create({
      data: {
        projectId: issue.scope.projectId,
        number: 900,
        title: "Other",
        culprit: "",
        firstSeen: new Date(),
        lastSeen: new Date(),
      },
    });
    await db().issue.update({ where: { id: issue.id }, data: { mergedIntoId: other.id } });
    expect(await findSharedIssue(secret)).toBeNull();
    await expect(shareIssue(cast.alice.access, issue.id)).rejects.toMatchObject({ status: 404 });
  });

  it("is made and revoked only by who may write in the organization", async () => {
    const secret = await shareIssue(cast.alice.access, issue.id);
    const reader = { ...cast.bob.access, scopes: ["event:read" as const] };
    await expect(unshareIssue(cast.charlie.access, issue.id)).rejects.toMatchObject({ status: 404 });
    await expect(shareIssue(cast.charlie.access, issue.id)).rejects.toMatchObject({ status: 404 });
    await expect(unshareIssue(reader, issue.id)).rejects.toMatchObject({ status: 403 });
    await expect(shareIssue(reader, issue.id)).rejects.toMatchObject({ status: 403 });
    expect(await findSharedIssue(secret)).not.toBeNull();
  });
});
