import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { db, pool, selectRows } from "#lib/db.ts";
import { parseEnvelope } from "#lib/envelope/parse.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { keepProjectKeysFresh } from "#lib/projects/project-key-cache.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";
import { closeQuotaUsage } from "#lib/quotas/quota-usage.ts";
import { removeQuota } from "#lib/quotas/remove-quota.ts";
import { setKeyLimit, setProjectQuota } from "#lib/quotas/set-quota.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const SOON = { timeout: 2_000, interval: 5 };
const EVENT = `{"type":"event"}\n{"message":"hello"}`;
const SESSION = `{"type":"session"}\n{"sid":"7c7b6585-f901-4351-bf8d-02711b721929","started":"2026-11-20T12:00:00Z"}`;
const REPORT = `{"type":"client_report"}\n{"discarded_events":[]}`;

let listening: ReturnType<typeof keepProjectKeysFresh>;
let cast: Cast;
beforeAll(async () => {
  listening = keepProjectKeysFresh();
  await listening.ready;
});
afterAll(() => listening.stop());
beforeEach(async () => void (cast = await createCast()));
afterEach(async () => {
  await flushOutcomes();
  await closeQuotaUsage();
  await stores.truncate();
});

const post = toRoute(acceptEnvelope);
const address = () => `http://debrief.test/api/${cast.web.projectId}/envelope/?sentry_key=${cast.publicKey}`;
const send = (items: string[]) => {
  const body = ["{}", ...items].join("\n");
  const headers = { "content-length": String(body.length) };
  return post(new Request(address(), { method: "POST", body, headers }));
};
async function journaledTypes(): Promise<string[][]> {
  const rows = await selectRows(
    pool(),
    JournalEntry,
    `SELECT id, project_id AS "projectId", key_id AS "keyId", received_at AS "receivedAt", meta, payload
     FROM ingest_journal ORDER BY id`,
  );
  return rows.map(({ payload }) => parseEnvelope(payload).items.map((item) => item.header.type));
}

async function outcomes() {
  await flushOutcomes();
  return selectRows(
    pool(),
    z.object({ category: z.string(), outcome: z.string(), reason: z.string(), quantity: z.coerce.number() }),
    "SELECT category, outcome, reason, quantity FROM outcome ORDER BY category",
  );
}

it("stores what fits and answers 429 that names what does not", async () => {
  await setProjectQuota(cast.web, { category: "error", limit: 1, window: 3_600 });
  expect((await send([EVENT, SESSION])).status).toBe(200);
  const response = await send([EVENT, SESSION]);
  expect(response.status).toBe(429);
  expect(response.headers.get("x-sentry-rate-limits")).toMatch(/^\d+:error:project:project_quota$/);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(response.headers.get("retry-after"))).toBeLessThanOrEqual(300);
  expect(await journaledTypes()).toEqual([["event", "session"], ["session"]]);
  expect(await outcomes()).toEqual([
    { category: "error", outcome: "rate_limited", reason: "project_quota", quantity: 1 },
  ]);
});

it("takes a replay's recording for nothing only beside its event", async () => {
  const event = `{"type":"replay_event"}\n{"replay_id":"${"a".repeat(32)}","segment_id":0}`;
  const recording = `{"type":"replay_recording","length":21}\n{"segment_id":0}\n[{}]`;
  await setProjectQuota(cast.web, { category: "replay", limit: 2, window: 3_600 });
  expect((await send([event, recording])).status).toBe(200);
  expect((await send([recording])).status).toBe(200);
  expect((await send([recording])).status).toBe(429);
});

it("believes no count that the bytes have no room for, nor one below one", async () => {
  await setProjectQuota(cast.web, { category: "log_item", limit: 9, window: 3_600 });
  const log = (count: number) => `{"type":"log","item_count":${count}}\n{"items":[]}`;
  expect((await send([log(1_000_000)])).status).toBe(200);
  expect((await send([log(-1_000_000)])).status).toBe(200);
  expect((await send([log(5)])).status).toBe(200);
  expect((await send([log(1)])).status).toBe(429);
});

it("spells out all categories of a key's limit, and takes client reports all the same", async () => {
  const { id } = await db().projectKey.findFirstOrThrow({ where: { projectId: cast.web.projectId } });
  await setKeyLimit(cast.web, id, { count: 1, window: 60 });
  await expect.poll(async () => (await send([EVENT])).status, SOON).toBe(429);
  const response = await send([EVENT, REPORT]);
  const [limit = ""] = (response.headers.get("x-sentry-rate-limits") ?? "").split(", ");
  const [seconds, categories = "", scope, reason] = limit.split(":");
  expect([Number(seconds) <= 60, scope, reason]).toEqual([true, "key", "key_limit"]);
  expect(categories.split(";")).toEqual(
    expect.arrayContaining([
      "error",
      "session",
      "replay",
      "profile",
      "profile_chunk",
      "profile_chunk_ui",
      "span",
    ]),
  );
  expect(categories.split(";")).not.toContain("internal");
  expect((await journaledTypes()).at(-1)).toEqual(["client_report"]);
});

it("refuses a key that may send nothing before it reads the body", async () => {
  await setProjectQuota(cast.web, { category: "all", limit: 0, window: 3_600 });
  await expect.poll(async () => (await send([EVENT])).status, SOON).toBe(429);
  let isRead = false;
  const url = new URL(address());
  const response = await acceptEnvelope({
    method: "POST",
    path: url.pathname,
    query: url.searchParams,
    header: () => null,
    remoteAddress: null,
    body: (async function* read() {
      isRead = true;
      yield Buffer.from("{}\n");
    })(),
  });
  expect(response.status).toBe(429);
  expect(response.headers["x-sentry-rate-limits"]).toMatch(/:project:project_quota$/);
  expect(isRead).toBe(false);
  expect(await outcomes()).toContainEqual({
    category: "default",
    outcome: "rate_limited",
    reason: "project_quota",
    quantity: 1,
  });
});

it("lets everything in again as soon as the quota is removed", async () => {
  const { id } = await setProjectQuota(cast.web, { category: "all", limit: 0, window: 3_600 });
  await expect.poll(async () => (await send([EVENT])).status, SOON).toBe(429);
  await removeQuota(cast.web, id);
  await expect.poll(async () => (await send([EVENT])).status, SOON).toBe(200);
});
