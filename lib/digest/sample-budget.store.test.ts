// An issue that loops: exact counts, few payloads.
import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { findEvent, isCountedOnly } from "#lib/events/queries.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { listIssues } from "#lib/issues/queries-list.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const eventId = (index: number) => index.toString(16).padStart(32, "c");

async function post(index: number, tags: Record<string, string>): Promise<void> {
  const event = {
    timestamp: Date.now() / 1000,
    platform: "node",
    tags,
    exception: { values: [{ type: "Error", value: "again" }] },
  };
  const body = `{"event_id":"${eventId(index)}"}\n{"type":"event"}\n${JSON.stringify(event)}\n`;
  const answer = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield Buffer.from(body);
    })(),
  });
  expect(answer.status).toBe(200);
}

it("counts every event and keeps whole ones within the budget", async () => {
  await db().project.update({
    where: { id: cast.web.projectId },
    data: { ingestSettings: { samplesPerHour: 5 } },
  });
  for (let index = 0; index < 40; index++) await post(index, { host: index === 30 ? "rare" : "usual" });
  await drainJournal();

  const range = { from: null, until: Date.now() + 60_000 };
  const filters = { query: "", projectIds: [], environments: [], range, cursor: null, limit: 10 };
  const { items: issues } = await listIssues(cast.alice.access, {
    tab: "all",
    sort: "last_seen",
    ...filters,
  });
  expect(issues.map((issue) => Number(issue.timesSeen))).toEqual([40]);

  const Row = z.object({ whole: z.coerce.number(), all: z.coerce.number(), usual: z.coerce.number() });
  const [stored] = await queryRows(
    Row,
    "SELECT countIf(event != '') AS whole, count() AS all, countIf(tags['host'] = 'usual') AS usual FROM errors",
  );
  // Five, the first of "usual" once values are watched, and the one of "rare".
  expect(stored).toEqual({ whole: 7, all: 40, usual: 39 });

  const issue = await findIssue(cast.alice.access, String(issues[0]!.id));
  const latest = await findEvent(issue!.scope, "latest");
  expect(latest).toMatchObject({ total: 7, countedOnly: 33, position: 7, nextId: null });
  expect(latest?.event.tags).toContainEqual(["host", "rare"]);
  expect(await findEvent(issue!.scope, eventId(39))).toBeNull();
  expect(await isCountedOnly(issue!.scope, eventId(39))).toBe(true);
  expect(await isCountedOnly(issue!.scope, eventId(30))).toBe(false);
  expect(await isCountedOnly(issue!.scope, "f".repeat(32))).toBe(false);
});
