// The doors of single events, of forwarded envelopes and of scheduled jobs.
import { deflateSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { findEvent } from "#lib/events/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { countedOutcomes, journaled, knock } from "#server/testing/knock.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await flushOutcomes();
  await stores.truncate();
  cast = await createCast();
});

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const EVENT = JSON.stringify({ event_id: ID, message: "hello", platform: "python" });
const auth = (client = "raven-go/1.0") => ({
  "x-sentry-auth": `Sentry sentry_version=7, sentry_client=${client}, sentry_key=${cast.publicKey}`,
});
/** The one event that there is, as its issue's page reads it. */
const onlyEvent = async () => {
  await drainJournal();
  const issue = await findIssue(cast.alice.access, "WEB-1");
  return (await findEvent(issue!.scope, "latest"))?.event;
};
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString("base64");

describe("an event without an envelope", () => {
  const forms: [name: string, body: string | Uint8Array, headers: Record<string, string>][] = [
    ["JSON", EVENT, { "content-type": "application/json" }],
    ["base64 of zlib", base64(deflateSync(EVENT)), { "content-type": "application/octet-stream" }],
    ["gzip", gzipSync(EVENT), { "content-encoding": "gzip" }],
    ["zlib", deflateSync(EVENT), { "content-encoding": "deflate" }],
    ["an envelope", `{}\n{"type":"event"}\n${EVENT}`, { "content-type": "application/x-sentry-envelope" }],
  ];
  it.each(forms)("is stored from %s", async (name, body, headers) => {
    const answer = await knock(`/api/${cast.web.projectId}/store/`, {
      body,
      headers: { ...headers, ...auth() },
    });
    const { id } = JSON.parse(answer.text);
    expect(answer.status).toBe(200);
    if (name !== "an envelope") expect(id).toBe(ID);
    expect(await onlyEvent()).toMatchObject({ eventId: id, message: { formatted: "hello" } });
    expect(await countedOutcomes()).toEqual(["error accepted=1"]);
  });

  it("may name its project by the key alone", async () => {
    expect(await knock("/api/store/", { body: EVENT, headers: auth() })).toMatchObject({
      status: 200,
      text: JSON.stringify({ id: ID }),
    });
    expect((await journaled())[0]?.entry).toMatchObject({
      projectId: cast.web.projectId,
      meta: { sdkClient: "raven-go/1.0" },
    });
    expect((await knock("/api/store/", { body: EVENT })).status).toBe(401);
  });

  it("is given an id when it has none", async () => {
    const { text } = await knock("/api/store/", { body: `{"message":"x"}`, headers: auth() });
    expect(JSON.parse(text)).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  it("may be a transaction", async () => {
    await knock("/api/store/", { body: `{"type":"transaction"}`, headers: auth() });
    expect((await journaled())[0]?.items[0]?.header.type).toBe("transaction");
  });

  it("may hold NaN when Python wrote it", async () => {
    const body = `{"event_id":"${ID}","message":"NaN is a word","extra":{"list":[NaN,1,-Infinity]}}`;
    expect((await knock("/api/store/", { body, headers: auth() })).status).toBe(400);
    expect((await knock("/api/store/", { body, headers: auth("raven-python/6.10") })).status).toBe(200);
    expect(await onlyEvent()).toMatchObject({
      message: { formatted: "NaN is a word" },
      extra: { list: [null, 1, null] },
    });
  });

  it("may come in an address, and is answered with a picture", async () => {
    const query = `sentry_key=${cast.publicKey}&sentry_version=4`;
    const answers = [
      await knock(`/api/store/?${query}&sentry_data=${base64(deflateSync(EVENT))}`, { method: "GET" }),
      await knock(`/api/store/?${query}&sentry_data=${encodeURIComponent(base64(EVENT))}`, { method: "GET" }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 200, headers: { "content-type": "image/gif" } });
      expect(Buffer.from(answer.body).subarray(0, 6).toString()).toBe("GIF89a");
    }
    expect((await journaled()).map(({ header }) => header.event_id)).toEqual([ID, ID]);
    expect((await knock(`/api/store/?${query}`, { method: "GET" })).status).toBe(400);
  });

  it.each([
    ["an id that is a path", 400, `{"event_id":"../../x"}`, "invalid_envelope"],
    ["a list", 400, "[1]", "invalid_envelope"],
    ["half of it", 400, `{"message":`, "invalid_envelope"],
    ["a bomb", 413, base64(deflateSync(Buffer.alloc(30_000_000, "{"))), "too_large"],
  ])("is refused as %s: %i", async (_name, status, body, reason) => {
    expect((await knock("/api/store/", { body, headers: auth() })).status).toBe(status);
    expect(await journaled()).toEqual([]);
    expect(await countedOutcomes()).toEqual([`error invalid ${reason}=1`]);
  });
});

describe("the tunnel", () => {
  const envelope = (dsn?: string) => `${JSON.stringify({ event_id: ID, dsn })}\n{"type":"event"}\n${EVENT}`;
  const dsnOf = (key: string, project: number) => `https://${key}@monitoring.example/${project}`;

  it("takes an envelope by its dsn, whatever host it tells", async () => {
    const body = envelope(dsnOf(cast.publicKey, cast.web.projectId));
    expect(await knock("/api/tunnel/", { body })).toMatchObject({
      status: 200,
      text: JSON.stringify({ id: ID }),
    });
    expect((await journaled())[0]?.entry.projectId).toBe(cast.web.projectId);
  });

  it("looks at no other credentials", async () => {
    expect((await knock("/api/tunnel/", { body: envelope(), headers: auth() })).status).toBe(401);
  });

  it.each([
    ["an unknown key", 403, () => dsnOf("0".repeat(32), cast.web.projectId)],
    ["another project", 403, () => dsnOf(cast.publicKey, 999_999)],
    ["a garbled dsn", 400, () => "hello"],
  ])("refuses %s: %i", async (_name, status, dsn) => {
    expect((await knock("/api/tunnel/", { body: envelope(dsn()) })).status).toBe(status);
    expect(await journaled()).toEqual([]);
  });
});

describe("a scheduled job", () => {
  const path = (rest: string) => `/api/${cast.web.projectId}/cron/${rest}`;
  const checkIns = async () =>
    (await journaled()).map(({ items: [item] }) => ({
      type: item!.header.type,
      ...JSON.parse(Buffer.from(item!.payload).toString()),
    }));

  it("checks in with a GET and the key in the path", async () => {
    const started = await knock(path(`nightly/${cast.publicKey}/?status=in_progress`), { method: "GET" });
    expect(started.status).toBe(202);
    const { id } = JSON.parse(started.text);
    const ended = await knock(path(`nightly/${cast.publicKey}?status=ok&duration=1.5&environment=prod`), {
      method: "GET",
    });
    expect(ended).toMatchObject({ status: 202, text: "{}" });
    expect(await checkIns()).toEqual([
      { type: "check_in", monitor_slug: "nightly", status: "in_progress", check_in_id: id },
      {
        type: "check_in",
        monitor_slug: "nightly",
        status: "ok",
        check_in_id: "0".repeat(32),
        duration: 1.5,
        environment: "prod",
      },
    ]);
  });

  it("checks in with a POST that sets the monitor up", async () => {
    const config = { schedule: { type: "crontab", value: "0 3 * * *" }, checkin_margin: 5 };
    const body = JSON.stringify({
      status: "ok",
      check_in_id: ID,
      monitor_slug: "other",
      monitor_config: config,
    });
    const answer = await knock(path("nightly/"), {
      body,
      headers: { "content-type": "application/json", ...auth() },
    });
    expect(answer).toMatchObject({ status: 202, text: JSON.stringify({ id: ID }) });
    expect(await checkIns()).toEqual([
      { type: "check_in", monitor_slug: "nightly", status: "ok", check_in_id: ID, monitor_config: config },
    ]);
  });

  it("checks in with a POST of nothing", async () => {
    expect((await knock(path(`nightly/${cast.publicKey}/?status=error`))).status).toBe(202);
  });

  it.each([
    ["no key", 401, "nightly/?status=ok", false],
    ["two keys", 401, "nightly/KEY/?status=ok", true],
    ["an unknown key", 403, `nightly/${"0".repeat(32)}/?status=ok`, false],
    ["no status", 400, "nightly/KEY/", false],
    ["another status", 400, "nightly/KEY/?status=fine", false],
    ["an id that is none", 400, "nightly/KEY/?status=ok&check_in_id=7", false],
    ["a negative duration", 400, "nightly/KEY/?status=ok&duration=-1", false],
    ["a slug with a slash", 400, "a%2Fb/KEY/?status=ok", false],
    ["a slug that cannot be decoded", 400, "%E0%A4%A/KEY/?status=ok", false],
    ["a long slug", 400, `${"x".repeat(51)}/KEY/?status=ok`, false],
  ])("is refused with %s: %i", async (_name, status, rest, withHeader) => {
    const url = path(rest.replace("KEY", cast.publicKey));
    const answer = await knock(url, { method: "GET", headers: withHeader ? auth() : {} });
    expect(answer.status).toBe(status);
    expect(await journaled()).toEqual([]);
    const counted = status === 400 ? ["monitor invalid invalid_envelope=1"] : [];
    expect(await countedOutcomes()).toEqual(counted);
  });

  it("is not told of quotas: they are ours to keep", async () => {
    await db().quota.create({
      data: { organizationId: cast.web.organizationId, categories: [], limit: 0, windowSeconds: 3600 },
    });
    expect((await knock(path(`nightly/${cast.publicKey}/?status=ok`), { method: "GET" })).status).toBe(202);
    expect(await journaled()).toEqual([]);
    expect(await countedOutcomes()).toEqual([expect.stringMatching(/^monitor rate_limited .*=1$/)]);
  });
});
