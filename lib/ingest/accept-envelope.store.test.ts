import { randomBytes } from "node:crypto";
import { Agent, createServer, request as httpRequest, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db, pool, selectRows } from "#lib/db.ts";
import { parseEnvelope } from "#lib/envelope/parse.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { matchIngestDoor, serveIngest } from "#lib/ingest/door.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const OTHER_ID = "00000000000000000000000000000001";
const EVENT = `{"type":"event"}\n{"message":"hello"}`;
const post = toRoute(acceptEnvelope);
const newKey = () => randomBytes(16).toString("hex");

let web = 0;
let other = 0;
let key = "";
let otherKey = "";
let revokedKey = "";

beforeAll(async () => {
  const organization = await db().organization.create({ data: { slug: "acme", name: "Acme" } });
  const create = async (slug: string) => {
    const data = { slug, name: slug, organizationId: organization.id };
    return (await db().project.create({ data })).id;
  };
  const createKey = async (projectId: number, isActive: boolean) => {
    const data = { projectId, isActive, label: "Default", publicKey: newKey(), secretKey: newKey() };
    return (await db().projectKey.create({ data })).publicKey;
  };
  web = await create("web");
  other = await create("other");
  key = await createKey(web, true);
  otherKey = await createKey(other, true);
  revokedKey = await createKey(web, false);
});

beforeEach(async () => {
  await flushOutcomes();
  await pool().query("TRUNCATE ingest_journal, outcome");
});

const journal = () =>
  selectRows(
    pool(),
    JournalEntry,
    `SELECT id, project_id AS "projectId", key_id AS "keyId", received_at AS "receivedAt", meta, payload
     FROM ingest_journal ORDER BY id`,
  );

async function outcomes() {
  await flushOutcomes();
  return selectRows(
    pool(),
    z.object({ project: z.number(), category: z.string(), reason: z.string(), quantity: z.coerce.number() }),
    "SELECT project_id AS project, category, reason, quantity FROM outcome ORDER BY category, reason",
  );
}

type Sending = {
  url?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  method?: string;
};

async function send({
  url,
  headers = {},
  body = `{"event_id":"${ID}"}\n${EVENT}`,
  method = "POST",
}: Sending = {}) {
  const address = new URL(
    url ?? `/api/${web}/envelope/?sentry_key=${key}&sentry_version=7`,
    "http://debrief.test",
  );
  const response = await post(
    new Request(address, { method, headers, body: method === "POST" ? body : null }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:`).toString("base64")}` });
const dsn = (publicKey: string, project: number) => `http://${publicKey}@debrief.test/${project}`;
const bare = () => `/api/${web}/envelope/`;

describe("authentication", () => {
  const accepted: [name: string, sending: () => Sending][] = [
    ["query", () => ({})],
    ["no slash at the end", () => ({ url: `/api/${web}/envelope?sentry_key=${key}` })],
    [
      "X-Sentry-Auth",
      () => ({ url: bare(), headers: { "x-sentry-auth": `Sentry sentry_version=7,sentry_key=${key}` } }),
    ],
    [
      "Authorization: Sentry",
      () => ({ url: bare(), headers: { authorization: `sentry sentry_key=${key}` } }),
    ],
    ["Authorization: Basic", () => ({ url: bare(), headers: basic(key) })],
    [
      "envelope dsn",
      () => ({ url: bare(), body: `{"event_id":"${ID}","dsn":"${dsn(key, web)}"}\n${EVENT}` }),
    ],
    ["query and the same dsn", () => ({ body: `{"event_id":"${ID}","dsn":"${dsn(key, web)}"}\n${EVENT}` })],
    ["query and a foreign bearer token", () => ({ headers: { authorization: "Bearer of-some-proxy" } })],
  ];
  it.each(accepted)("accepts: %s", async (_name, sending) => {
    expect(await send(sending())).toMatchObject({ status: 200, body: { id: ID } });
    expect(await journal()).toMatchObject([{ projectId: web }]);
  });

  const refused: [name: string, status: number, sending: () => Sending][] = [
    ["nothing", 401, () => ({ url: bare() })],
    ["two forms", 401, () => ({ headers: { "x-sentry-auth": `Sentry sentry_key=${key}` } })],
    ["a garbled header", 401, () => ({ url: bare(), headers: { "x-sentry-auth": key } })],
    ["an empty query key", 401, () => ({ url: `${bare()}?sentry_key=` })],
    ["a malformed key", 400, () => ({ url: `${bare()}?sentry_key=abc` })],
    ["a protocol of the future", 400, () => ({ url: `${bare()}?sentry_key=${key}&sentry_version=8` })],
    ["an unknown key", 403, () => ({ url: `${bare()}?sentry_key=${newKey()}` })],
    ["a revoked key", 403, () => ({ url: `${bare()}?sentry_key=${revokedKey}` })],
    ["another project's key", 403, () => ({ url: `${bare()}?sentry_key=${otherKey}` })],
    [
      "an unknown key in the dsn",
      403,
      () => ({ url: bare(), body: `{"dsn":"${dsn(newKey(), web)}"}\n${EVENT}` }),
    ],
    ["the dsn of another project", 400, () => ({ body: `{"dsn":"${dsn(key, other)}"}\n${EVENT}` })],
    ["the dsn with another key", 400, () => ({ body: `{"dsn":"${dsn(otherKey, web)}"}\n${EVENT}` })],
    ["a garbled dsn", 400, () => ({ body: `{"dsn":"hello"}\n${EVENT}` })],
  ];
  it.each(refused)("refuses: %s → %i", async (_name, status, sending) => {
    const answer = await send(sending());
    expect(answer).toMatchObject({ status, body: { detail: expect.any(String), causes: expect.any(Array) } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-sentry-rate-limits");
    expect(answer.headers.get("x-sentry-error")).toBe(answer.body.detail);
    expect(await journal()).toEqual([]);
  });
});

describe("event ids", () => {
  it("normalises a dashed upper-case id", async () => {
    const body = `{"event_id":"FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0"}\n${EVENT}`;
    expect((await send({ body })).body).toEqual({ id: ID });
    expect(parseEnvelope((await journal())[0]!.payload).header.event_id).toBe(ID);
  });
  it("makes one up, and journals the one it told", async () => {
    const { body } = await send({ body: `{"sent_at":"2026-11-20T10:00:00Z"}\n${EVENT}` });
    expect(body.id).toMatch(/^[0-9a-f]{32}$/);
    const { header } = parseEnvelope((await journal())[0]!.payload);
    expect(header).toMatchObject({ event_id: body.id, sent_at: "2026-11-20T10:00:00Z" });
  });
  it("tells none without an event", async () => {
    expect(await send({ body: `{}\n{"type":"statsd"}\n{}` })).toMatchObject({ status: 200, body: {} });
    expect(await send({ body: "{}" })).toMatchObject({ status: 200, body: {} });
    expect(await journal()).toEqual([]);
  });
});

describe("what is journaled", () => {
  it("is the event as it was sent, and the facts of the request", async () => {
    const query = `sentry_key=${key}&sentry_client=sentry.javascript.browser%2F11.12.0%00`;
    await send({ url: `${bare()}?${query}`, headers: { "user-agent": "Firefox" } });
    const [entry] = await journal();
    expect(entry!.meta).toEqual({
      clientIp: null,
      userAgent: "Firefox",
      sdkClient: "sentry.javascript.browser/11.12.0",
    });
    expect(Date.now() - entry!.receivedAt.getTime()).toBeLessThan(10_000);
    const [item] = parseEnvelope(entry!.payload).items;
    expect(Buffer.from(item!.payload).toString()).toBe(`{"message":"hello"}`);
  });
  it("leaves out what nobody digests, and counts it", async () => {
    const body = `{"event_id":"${ID}"}\n{"type":"statsd"}\n{}\n${EVENT}\n{"type":"brand_new"}\nx`;
    expect((await send({ body })).status).toBe(200);
    const [entry] = await journal();
    expect(parseEnvelope(entry!.payload).items.map((item) => item.header.type)).toEqual(["event"]);
    expect(await outcomes()).toEqual([
      { project: web, category: "default", reason: "unsupported_item", quantity: 1 },
      { project: web, category: "metric_bucket", reason: "unsupported_item", quantity: 1 },
    ]);
  });
  it("is whole when large", async () => {
    const event = JSON.stringify({ event_id: ID, noise: randomBytes(400_000).toString("hex") });
    const body = new Uint8Array(gzipSync(`{"event_id":"${ID}"}\n{"type":"event"}\n${event}`));
    expect((await send({ body, headers: { "content-encoding": "gzip" } })).status).toBe(200);
    const [item] = parseEnvelope((await journal())[0]!.payload).items;
    expect(Buffer.from(item!.payload).toString() === event).toBe(true);
  });
  it("takes many at once, each once", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => index.toString(16).padStart(32, "0"));
    const answers = await Promise.all(ids.map((id) => send({ body: `{"event_id":"${id}"}\n${EVENT}` })));
    expect(answers.map((answer) => answer.body.id)).toEqual(ids);
    const stored = (await journal()).map((entry) => parseEnvelope(entry.payload).header.event_id);
    expect(stored.toSorted()).toEqual(ids);
  });
});

describe("refusals of a known project are counted", () => {
  it.each([
    ["garbled frames", 400, { body: `{}\n{"type":"event","length":99}\n{}` }, "error", "invalid_envelope"],
    ["garbled header", 400, { body: "hello" }, "default", "invalid_envelope"],
    ["too large", 413, { body: `{}\n{"type":"event","length":2000000}\n` }, "error", "too_large"],
    ["wrong encoding", 415, { headers: { "content-encoding": "rot13" } }, "default", "unsupported_encoding"],
  ])("%s → %i", async (_name, status, sending, category, reason) => {
    expect((await send(sending)).status).toBe(status);
    expect(await outcomes()).toEqual([{ project: web, category, reason, quantity: 1 }]);
  });
  it("but not those of an unknown key", async () => {
    await send({ url: `${bare()}?sentry_key=${newKey()}`, body: "hello" });
    expect(await outcomes()).toEqual([]);
  });
});

it("answers a preflight without looking at anything", async () => {
  const { status, headers } = await send({ url: "/api/999999999999/envelope/", method: "OPTIONS" });
  expect(status).toBe(200);
  expect(headers.get("access-control-allow-methods")).toContain("POST");
  expect(headers.get("access-control-allow-headers")).toContain("x-sentry-auth");
  expect(headers.get("access-control-max-age")).toBe("3600");
});

it("serves no other method", async () => {
  expect(await send({ method: "GET" })).toMatchObject({ status: 405 });
});

describe("the door", () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      const handler = matchIngestDoor((incoming.url ?? "").split("?")[0]!);
      if (handler) void serveIngest(handler, incoming, outgoing);
      else outgoing.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const knock = (
    headers: Record<string, string>,
    chunks: readonly (string | Uint8Array)[],
    path?: string,
    agent?: Agent,
  ) =>
    new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        const url = path ?? `/api/${web}/envelope/?sentry_key=${key}`;
        const outgoing = httpRequest({ port, path: url, method: "POST", headers, agent }, (response) => {
          let body = "";
          response.on("data", (chunk: Buffer) => (body += chunk.toString()));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
          );
        });
        outgoing.on("error", reject);
        for (const chunk of chunks) outgoing.write(chunk);
        outgoing.end();
      },
    );

  it.each([
    ["/api/1/envelope/", true],
    ["/api/1/envelope", true],
    ["/api/1/envelope/x", false],
    ["/api/web/envelope/", false],
    ["/api/0/projects/", false],
    ["/", false],
  ])("matches %s: %s", (path, expected) => expect(matchIngestDoor(path) !== null).toBe(expected));

  it("takes a chunked body without a type, and believes a local proxy", async () => {
    const chunks = [`{"event_id":"${OTHER_ID}"}\n{"ty`, `pe":"event"}\n{"message"`, `:"hello"}`];
    expect(await knock({ "x-forwarded-for": "198.51.100.7" }, chunks)).toMatchObject({
      status: 200,
      body: JSON.stringify({ id: OTHER_ID }),
    });
    expect(await journal()).toMatchObject([{ meta: { clientIp: "198.51.100.7" } }]);
  });

  it("keeps the connection after a refusal whose body has come", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let connections = 0;
    server.on("connection", () => (connections += 1));
    const body = `{"event_id":"${ID}"}\n${EVENT}`;
    const headers = { "content-length": String(body.length) };
    const statuses = [];
    for (const path of [bare(), `${bare()}?sentry_key=${newKey()}`, undefined, undefined])
      statuses.push((await knock(headers, [body], path, agent)).status);
    agent.destroy();
    expect(statuses).toEqual([401, 403, 200, 200]);
    expect(connections).toBeLessThanOrEqual(2);
  });

  it("says why before a large body has come, then hangs up", async () => {
    const endless = Array.from({ length: 200 }, () => Buffer.alloc(64 * 1024, "x"));
    const answer = await knock({}, [`{}\n{"type":"event"}\n`, ...endless]);
    expect(answer).toMatchObject({ status: 413, headers: { connection: "close" } });
    expect(JSON.parse(answer.body)).toMatchObject({ detail: "envelope exceeds a size limit" });
  });

  it("stores nothing of a sender who hangs up half-way", async () => {
    const before = await knock({}, [`{"event_id":"${ID}"}\n${EVENT}`]);
    expect(before.status).toBe(200);
    await new Promise<void>((resolve) => {
      const headers = { "content-length": "100000" };
      const path = `/api/${web}/envelope/?sentry_key=${key}`;
      const outgoing = httpRequest({ port, path, method: "POST", headers });
      outgoing.on("error", () => undefined);
      outgoing.on("close", () => resolve());
      outgoing.write(`{"event_id":"${OTHER_ID}"}\n${EVENT}\n`, () => outgoing.destroy());
    });
    const after = await knock({}, [`{"event_id":"${"b".repeat(32)}"}\n${EVENT}`]);
    expect(after.status).toBe(200);
    const stored = (await journal()).map((entry) => parseEnvelope(entry.payload).header.event_id);
    expect(stored).toEqual([ID, "b".repeat(32)]);
  });
});

it("answers 503 and when to try again, while the journal cannot be written", async () => {
  await pool().query("ALTER TABLE ingest_journal RENAME TO ingest_journal_away");
  const { status, headers, body } = await send();
  await pool().query("ALTER TABLE ingest_journal_away RENAME TO ingest_journal");
  expect([status, headers.get("retry-after"), body.detail]).toEqual([503, "5", "temporarily unavailable"]);
  expect((await send()).status).toBe(200);
});
