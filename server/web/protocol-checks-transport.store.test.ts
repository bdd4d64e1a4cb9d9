// The protocol's must-pass checks 1 to 20: how envelopes come, over real HTTP.
import { createServer, request as httpRequest, type Server } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAttachments } from "#lib/attachments/queries.ts";
import { readBlob } from "#lib/blobs.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { env, overrideEnvironment } from "#lib/env.ts";
import { matchIngestDoor, serveIngest } from "#lib/ingest/door.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { closeQuotaUsage } from "#lib/quotas/quota-usage.ts";
import { setProjectQuota } from "#lib/quotas/set-quota.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { countedOutcomes } from "#server/testing/knock.ts";
import { storedEvent } from "#server/testing/stored-event.ts";
import { useStores } from "#server/testing/use-stores.ts";
import { SERVER_OPTIONS } from "#server/web/server-options.ts";
import nextConfig from "../../next.config.js";

const stores = useStores();
const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const EVENT = `{"type":"event"}\n{"message":"hello","platform":"node"}`;
const MIB = 1024 * 1024;

let server: Server;
let origin = "";
let cast: Cast;
let query = "";

beforeAll(async () => {
  server = createServer(SERVER_OPTIONS, (incoming, outgoing) => {
    const door = matchIngestDoor((incoming.url ?? "").split("?", 1)[0] ?? "");
    if (door) void serveIngest(door, incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  await flushOutcomes();
  await stores.truncate();
  cast = await createCast();
  query = `?sentry_version=7&sentry_key=${cast.publicKey}&sentry_client=sentry.javascript.browser%2F11.12.0`;
});
afterEach(() => closeQuotaUsage());

const envelope = (header: object = { event_id: ID }, items = EVENT) => `${JSON.stringify(header)}\n${items}`;
const path = () => `/api/${cast.web.projectId}/envelope/`;

type Sending = { at?: string; headers?: Record<string, string>; method?: string };

async function post(body: string | Uint8Array<ArrayBuffer>, { at, headers = {} }: Sending = {}) {
  const url = `${origin}${at ?? path() + query}`;
  const response = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

/** The event, once the worker has read the journal. */
async function stored(eventId = ID) {
  await drainJournal();
  return (await storedEvent(cast, eventId)).event;
}
const nothingStored = async () => {
  await drainJournal();
  await expect(storedEvent(cast, ID)).rejects.toThrow("is not stored");
};

describe("addresses and keys", () => {
  it("check 1: a DSN with a path prefix and a port is sent to, whether a proxy takes the prefix away or not", async () => {
    const before = env().baseUrl;
    overrideEnvironment({ baseUrl: `${origin}/monitor/eu` });
    try {
      const dsn = dsnOf({ publicKey: cast.publicKey, projectId: cast.web.projectId });
      // As SDKs take it apart.
      const [, scheme, key, host, prefix, project] =
        /^(\w+):\/\/(\w+)@([\w.]+:\d+)((?:\/[^/]+)*)\/(\d+)$/.exec(dsn) ?? [];
      expect(`${scheme}://${host}${prefix}`).toBe(`${origin}/monitor/eu`);
      const at = `/api/${project}/envelope/?sentry_version=7&sentry_key=${key}`;
      expect((await post(envelope({ event_id: ID, dsn }), { at: `${prefix}${at}` })).status).toBe(200);
      expect((await post(envelope({ event_id: "a".repeat(32), dsn }), { at })).status).toBe(200);
      expect((await post(envelope(), { at: `/elsewhere${at}` })).status).toBe(404);
    } finally {
      overrideEnvironment({ baseUrl: before });
    }
    expect(await stored()).toMatchObject({ message: { formatted: "hello" } });
    expect(await stored("a".repeat(32))).toMatchObject({ message: { formatted: "hello" } });
  });

  it("check 2: the key in the query, as every JavaScript SDK sends it", async () => {
    const answer = await post(envelope(), { headers: { "content-type": "text/plain;charset=UTF-8" } });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { id: ID }]);
    expect((await stored()).projectId).toBe(cast.web.projectId);
  });

  it("check 3: the key in X-Sentry-Auth or Authorization, in any order and spacing", async () => {
    const key = `sentry_key=${cast.publicKey}`;
    const forms: [name: string, value: string][] = [
      ["x-sentry-auth", `Sentry ${key}, sentry_version=7, sentry_client=sentry.python/2.68.0`],
      ["x-sentry-auth", `Sentry sentry_version=7,sentry_client=sentry-go/0.47.0,${key}`],
      ["x-sentry-auth", `sentry   sentry_client=sentry.php/4.0 ,  ${key} , sentry_secret=${"0".repeat(32)}`],
      ["authorization", `SENTRY sentry_version=7, ${key}`],
    ];
    for (const [index, [name, value]] of forms.entries()) {
      const id = index.toString(16).padStart(32, "c");
      const answer = await post(envelope({ event_id: id }), { at: path(), headers: { [name]: value } });
      expect([value, answer.status]).toEqual([value, 200]);
      expect((await stored(id)).message?.formatted).toBe("hello");
    }
  });

  it("check 4: the key in the envelope's dsn alone", async () => {
    const dsn = `https://${cast.publicKey}@debrief.example/${cast.web.projectId}`;
    expect((await post(envelope({ event_id: ID, dsn }), { at: path() })).status).toBe(200);
    expect((await stored()).message?.formatted).toBe("hello");
  });

  it("check 5: two forms of authentication, or none, are 401", async () => {
    const twice = { "x-sentry-auth": `Sentry sentry_key=${cast.publicKey}` };
    expect((await post(envelope(), { headers: twice })).status).toBe(401);
    const none = await post(envelope(), { at: path() });
    expect(none.status).toBe(401);
    expect(JSON.parse(none.text)).toMatchObject({ detail: expect.any(String), causes: [expect.any(String)] });
    await nothingStored();
  });

  it("check 6: a dsn of another project or key than the request's is 400", async () => {
    const { publicKey } = cast;
    const { projectId } = cast.web;
    for (const dsn of [
      `https://${publicKey}@debrief.example/${projectId + 1}`,
      `https://${"f".repeat(32)}@debrief.example/${projectId}`,
    ])
      expect((await post(envelope({ event_id: ID, dsn }))).status).toBe(400);
    await nothingStored();
  });
});

describe("browsers and HTTP", () => {
  it("check 7: a preflight is allowed, and a page may read why it is told 429", async () => {
    const doors = ["envelope", "store", "security", "csp-report", "nel", "minidump", "cron/nightly"];
    const more = [`events/${ID}/attachments`, "integration/otlp/v1/traces", "integration/otlp/v1/logs"];
    const paths = [...doors, ...more].map((door) => `/api/${cast.web.projectId}/${door}/`);
    for (const one of [...paths, "/api/tunnel/", "/api/store/"]) {
      const preflight = await fetch(`${origin}${one}`, {
        method: "OPTIONS",
        headers: { origin: "https://shop.example", "access-control-request-headers": "x-sentry-auth" },
      });
      expect([one, preflight.status]).toEqual([one, 200]);
      expect(Object.fromEntries(preflight.headers)).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": expect.stringContaining("POST"),
        "access-control-allow-headers": expect.stringMatching(/x-sentry-auth.*content-encoding.*baggage/s),
        "access-control-max-age": "3600",
      });
    }
    await setProjectQuota(cast.web, { category: "error", limit: 0, window: 3_600 });
    const limited = await post(envelope());
    expect(limited.status).toBe(429);
    expect(Object.fromEntries(limited.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "x-sentry-error, x-sentry-rate-limits, retry-after",
      "x-sentry-rate-limits": expect.stringMatching(/^\d+:error:project:/),
      "retry-after": expect.stringMatching(/^\d+$/),
    });
  });

  it("check 8: neither the path with a slash at its end nor the one without is redirected", async () => {
    const bare = path().replace(/\/$/, "");
    expect((await post(envelope())).status).toBe(200);
    expect((await post(envelope({ event_id: "a".repeat(32) }), { at: bare + query })).status).toBe(200);
    // In development Next serves these paths.
    expect(nextConfig).toMatchObject({ skipTrailingSlashRedirect: true });
  });

  it("check 9: a chunked body without content-type and content-length", async () => {
    const status = await new Promise<number | undefined>((done, fail) => {
      const outgoing = httpRequest(`${origin}${path()}${query}`, { method: "POST" }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      outgoing.on("error", fail);
      expect(outgoing.getHeader("content-type")).toBeUndefined();
      for (const part of envelope().match(/.{1,9}\n?/g) ?? []) outgoing.write(part);
      outgoing.end();
    });
    expect(status).toBe(200);
    expect((await stored()).message?.formatted).toBe("hello");
  });

  it("check 10: gzip, deflate, br and zstd are read; a bomb is 413", async () => {
    const codecs = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };
    for (const [index, [encoding, compress]] of Object.entries(codecs).entries()) {
      const id = index.toString(16).padStart(32, "c");
      const headers = { "content-encoding": encoding };
      const body = new Uint8Array(compress(envelope({ event_id: id })));
      expect([encoding, (await post(body, { headers })).status]).toEqual([encoding, 200]);
      expect((await stored(id)).message?.formatted).toBe("hello");
      const bomb = new Uint8Array(compress(Buffer.alloc(64 * MIB)));
      expect([encoding, (await post(bomb, { headers })).status]).toEqual([encoding, 413]);
    }
  });
});

describe("framing", () => {
  it("check 11: an empty header, an item without length and no newline at the end", async () => {
    const answer = await post(`{}\n{"type":"event"}\n{"event_id":"${ID}","message":"bare"}`);
    const { id } = JSON.parse(answer.text);
    expect((await stored(id)).message?.formatted).toBe("bare");
  });

  it("check 12: a length lets newlines and any bytes into payloads", async () => {
    const event = JSON.stringify({ message: "two\nlines", platform: "python" }, null, 2);
    const bytes = Uint8Array.from({ length: 1_024 }, (_, index) => index % 256);
    const file = { type: "attachment", length: bytes.length, filename: "all-bytes.bin" };
    const body = Buffer.concat([
      Buffer.from(`{"event_id":"${ID}"}\n{"type":"event","length":${event.length}}\n${event}\n`),
      Buffer.from(`${JSON.stringify(file)}\n`),
      bytes,
      Buffer.from("\n"),
    ]);
    expect((await post(new Uint8Array(body))).status).toBe(200);
    expect((await stored()).message?.formatted).toBe("two\nlines");
    const [attachment, ...more] = await listAttachments(cast.web, ID);
    expect(more).toEqual([]);
    expect(attachment).toMatchObject({ name: "all-bytes.bin", size: bytes.length });
    expect(Buffer.from((await readBlob(attachment?.blobKey ?? "", MIB)) ?? []).equals(bytes)).toBe(true);
  });

  it("check 13: a length of 0 is an empty payload, and what follows is read", async () => {
    const empty = `{"type":"attachment","length":0,"filename":"empty.txt"}\n\n`;
    expect((await post(envelope({ event_id: ID }, empty + EVENT))).status).toBe(200);
    expect((await stored()).message?.formatted).toBe("hello");
    expect(await listAttachments(cast.web, ID)).toMatchObject([{ name: "empty.txt", size: 0 }]);
  });

  it("check 14: a length beyond the end is 400, and nothing is stored", async () => {
    const body = `{"event_id":"${ID}"}\n${EVENT}\n{"type":"attachment","length":99}\nshort`;
    expect((await post(body)).status).toBe(400);
    await nothingStored();
    expect(await countedOutcomes()).toEqual(["attachment invalid invalid_envelope=1"]);
  });

  it("check 15: an item of an unknown type beside an event", async () => {
    const unknown = `{"type":"hologram","length":5}\na\nb\nc\n`;
    expect((await post(envelope({ event_id: ID }, unknown + EVENT))).status).toBe(200);
    expect((await stored()).message?.formatted).toBe("hello");
    expect(await countedOutcomes()).toContain("default invalid unsupported_item=1");
  });

  it("check 16: a header alone is 200, and nothing comes of it", async () => {
    for (const body of ["{}", "{}\n", envelope({ event_id: ID, sent_at: new Date().toISOString() }, "")])
      expect((await post(body)).status).toBe(200);
    await nothingStored();
    expect(await countedOutcomes()).toEqual([]);
  });
});

describe("ids and clocks", () => {
  it("check 17: an event without an id is given one, which the sender is told", async () => {
    const { status, text } = await post(envelope({}));
    expect(status).toBe(200);
    const { id } = JSON.parse(text);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await stored(id)).eventId).toBe(id);
    const session = `{"type":"session"}\n{"sid":"${ID}","started":"2026-11-20T12:00:00Z"}`;
    expect((await post(envelope({}, session))).text).toBe("{}");
  });

  it("check 18: an id with dashes and capitals is the same id", async () => {
    const { text } = await post(envelope({ event_id: "FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0" }));
    expect(JSON.parse(text)).toEqual({ id: ID });
    expect((await post(envelope({ event_id: ID }))).status).toBe(200);
    expect((await stored()).eventId).toBe(ID);
    expect(await countedOutcomes()).toEqual(["error accepted=1", "error duplicate=1"]);
  });

  it("check 19: a sent_at two hours off shifts every time, thirty minutes do not", async () => {
    const send = async (id: string, offMs: number) => {
      const now = Date.now() + offMs;
      const event = {
        message: "late",
        timestamp: now / 1_000 - 10,
        breadcrumbs: [{ timestamp: now / 1_000 - 20, message: "before" }],
      };
      const header = { event_id: id, sent_at: new Date(now).toISOString() };
      expect((await post(envelope(header, `{"type":"event"}\n${JSON.stringify(event)}`))).status).toBe(200);
      const { timestamp, breadcrumbs, receivedAt } = await stored(id);
      return [receivedAt - timestamp, receivedAt - (breadcrumbs[0]?.timestamp ?? 0)].map((ms) =>
        Math.round(ms / 60_000),
      );
    };
    expect(await send("1".repeat(32), 2 * 3_600_000)).toEqual([0, 0]);
    expect(await send("2".repeat(32), -2 * 3_600_000)).toEqual([0, 0]);
    expect(await send("3".repeat(32), -30 * 60_000)).toEqual([30, 30]);
  });

  it("check 20: what is larger than its type allows is 413, counted under its category", async () => {
    const limits: [type: string, category: string, bytes: number][] = [
      ["event", "error", MIB],
      ["transaction", "transaction", MIB],
      ["feedback", "feedback", MIB],
      ["raw_security", "security", MIB],
      ["replay_event", "replay", MIB],
      ["replay_recording", "replay", 10 * MIB],
      ["session", "session", MIB],
      ["client_report", "internal", 100 * 1024],
      ["check_in", "monitor", 100 * 1024],
      ["log", "log_item", 12 * MIB],
      ["trace_metric", "trace_metric", 12 * MIB],
      ["span", "span", 12 * MIB],
      ["profile", "profile", 50 * MIB],
      ["profile_chunk", "profile_chunk", 50 * MIB],
      ["attachment", "attachment", 200 * MIB],
    ];
    for (const [type, , bytes] of limits) {
      const { status, headers } = await post(envelope({}, `{"type":"${type}","length":${bytes + 1}}\n{`));
      expect([type, status]).toEqual([type, 413]);
      expect(headers.get("access-control-expose-headers")).toContain("x-sentry-error");
    }
    const counted = Map.groupBy(limits, ([, category]) => category);
    expect(await countedOutcomes()).toEqual(
      [...counted].map(([category, of]) => `${category} invalid too_large=${of.length}`).sort(),
    );
    const many = Array.from({ length: 101 }, () => `{"type":"session"}\n{}`).join("\n");
    expect((await post(envelope({}, many))).status).toBe(413);
  });
});
