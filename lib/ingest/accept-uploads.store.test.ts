// Forms with files: native crashes, and attachments of an event that came before.
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { encode } from "@msgpack/msgpack";
import { beforeEach, describe, expect, it } from "vitest";
import { blobs, readBlob } from "#lib/blobs.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { RequestError } from "#lib/errors.ts";
import { findEvent } from "#lib/events/queries.ts";
import { acceptAttachments } from "#lib/ingest/accept-attachments.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { countedOutcomes, journaled, knock } from "#server/testing/knock.ts";
import { multipart, type Part } from "#server/testing/multipart.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await flushOutcomes();
  await stores.truncate();
  cast = await createCast();
});

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const UUID = "fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0";
const MIB = 1024 * 1024;

/** A dump of this many bytes, written at noon of 20 November 2026. */
function dump(bytes = 1_000): Buffer {
  const all = randomBytes(bytes);
  all.write("MDMP", 0, "latin1");
  all.writeUInt32LE(Date.UTC(2026, 10, 20, 12) / 1000, 20);
  return all;
}

const minidump = (value: Uint8Array, file = "crash.dmp"): Part => ({
  name: "upload_file_minidump",
  file,
  type: "application/octet-stream",
  value,
});
const upload = (sending: Parameters<typeof knock>[1]) =>
  knock(`/api/${cast.web.projectId}/minidump/?sentry_key=${cast.publicKey}`, sending);
const attach = (sending: Parameters<typeof knock>[1], id = ID) =>
  knock(`/api/${cast.web.projectId}/events/${id}/attachments/?sentry_key=${cast.publicKey}`, sending);

const headersOf = async () => (await journaled())[0]!.items.map(({ header }) => header);
const eventOf = async () => JSON.parse(Buffer.from((await journaled())[0]!.items[0]!.payload).toString());

describe("a minidump", () => {
  it("becomes an event with its dump and the other files attached", async () => {
    const bytes = dump();
    const answer = await upload(
      multipart([
        {
          name: "sentry",
          value: JSON.stringify({ event_id: UUID, release: "game@1.0", tags: { gpu: "x" } }),
        },
        { name: "sentry[tags][level]", value: "castle" },
        { name: "sentry[user][id]", value: "42" },
        { name: "guid", value: "abc" },
        minidump(bytes),
        { name: "log", file: "game.log", type: "text/plain", value: "it went wrong" },
      ]),
    );
    expect(answer).toMatchObject({ status: 200, text: UUID, headers: { "content-type": "text/plain" } });
    expect(await headersOf()).toMatchObject([
      { type: "event" },
      { type: "attachment", filename: "crash.dmp", attachment_type: "event.minidump" },
      {
        type: "attachment",
        filename: "game.log",
        content_type: "text/plain",
        attachment_type: "event.attachment",
      },
    ]);
    const { items } = (await journaled())[0]!;
    expect(Buffer.from(items[1]!.payload).equals(bytes)).toBe(true);
    await drainJournal();
    const issue = await findIssue(cast.alice.access, "WEB-1");
    const { event } = (await findEvent(issue!.scope, "latest"))!;
    expect(event).toMatchObject({
      eventId: ID,
      platform: "native",
      level: "fatal",
      release: "game@1.0",
      timestamp: Date.UTC(2026, 10, 20, 12),
      user: { id: "42" },
      extra: { guid: "abc" },
      exceptions: [{ type: "Minidump", mechanism: { type: "minidump", handled: false, synthetic: true } }],
    });
    expect(await db().attachment.count({ where: { eventId: UUID } })).toBe(2);
    expect(event.tags).toEqual(
      expect.arrayContaining([
        ["gpu", "x"],
        ["level", "castle"],
      ]),
    );
  });

  it("takes the event and the breadcrumbs that the handler wrote", async () => {
    const crumb = (message: string, second: number) =>
      encode({ message, timestamp: `2026-11-20T12:00:0${second}Z` });
    await upload(
      multipart([
        minidump(dump()),
        {
          name: "__sentry-event",
          file: "__sentry-event",
          value: encode({ release: "a@1", tags: { a: "b" } }),
        },
        { name: "__sentry-breadcrumb1", value: Buffer.concat([crumb("third", 3), crumb("second", 2)]) },
        // A crash in mid-write.
        {
          name: "__sentry-breadcrumb2",
          value: Buffer.concat([crumb("first", 1), Buffer.from([0x85, 0xa1])]),
        },
      ]),
    );
    expect(await headersOf()).toHaveLength(2);
    expect(await eventOf()).toMatchObject({
      release: "a@1",
      tags: { a: "b" },
      breadcrumbs: { values: [{ message: "first" }, { message: "second" }, { message: "third" }] },
    });
  });

  it("goes to the blob store when it is large, in the middle of others", async () => {
    const large = dump(3 * MIB);
    const other = randomBytes(MIB);
    const answer = await upload(
      multipart([
        { name: "a", file: "a.txt", value: "small" },
        minidump(large),
        { name: "b", file: "b.bin", value: other },
        { name: "c", file: "c.txt", value: "small too" },
      ]),
    );
    expect(answer.status).toBe(200);
    const [, ...items] = (await journaled())[0]!.items;
    expect(
      items.map(({ header, payload, blob }) => [header["filename"], payload.byteLength, blob?.bytes]),
    ).toEqual([
      ["crash.dmp", 0, 3 * MIB],
      ["a.txt", 5, undefined],
      ["b.bin", 0, MIB],
      ["c.txt", 9, undefined],
    ]);
    expect(Buffer.from((await readBlob(items[0]!.blob!.key, 4 * MIB))!).equals(large)).toBe(true);
    expect(Buffer.from((await readBlob(items[2]!.blob!.key, 4 * MIB))!).equals(other)).toBe(true);
  });

  it("may be gzip, and may be all of the body", async () => {
    const bytes = dump();
    expect((await upload(multipart([minidump(gzipSync(bytes), "crash.dmp.gz")]))).status).toBe(200);
    const raw = { headers: { "content-type": "application/x-dmp" }, body: bytes };
    const answer = await upload(raw);
    expect(answer.text).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const dumps = (await journaled()).map(({ items }) => items[1]!);
    expect(dumps.map(({ header }) => header["filename"])).toEqual(["crash.dmp", "minidump.dmp"]);
    for (const { payload } of dumps) expect(Buffer.from(payload).equals(bytes)).toBe(true);
  });

  it("is never told of quotas", async () => {
    await db().quota.create({
      data: { organizationId: cast.web.organizationId, categories: [], limit: 0, windowSeconds: 3600 },
    });
    expect((await upload(multipart([minidump(dump(MIB))]))).status).toBe(200);
    expect(await journaled()).toEqual([]);
  });

  it.each([
    ["none", 400, () => multipart([{ name: "sentry", value: "{}" }])],
    ["none of its bytes", 400, () => multipart([minidump(Buffer.from("MZ hello"))])],
    ["nothing", 400, () => multipart([])],
    ["half a body", 400, () => multipart([minidump(dump(MIB))], { end: "" })],
    ["half a gzip", 400, () => multipart([minidump(gzipSync(dump()).subarray(0, 500))])],
    [
      "a gzip with more behind it",
      400,
      () => multipart([minidump(Buffer.concat([gzipSync(dump(MIB)), randomBytes(MIB)]))]),
    ],
    ["no boundary", 400, () => ({ headers: { "content-type": "multipart/form-data" }, body: "x" })],
    ["JSON", 415, () => ({ headers: { "content-type": "application/json" }, body: "{}" })],
    [
      "a long field",
      413,
      () => multipart([{ name: "sentry", value: "x".repeat(1.1 * MIB) }, minidump(dump())]),
    ],
    ["many fields", 413, () => multipart(Array.from({ length: 1_001 }, () => ({ name: "a", value: "b" })))],
    ["many files", 413, () => multipart(Array.from({ length: 31 }, () => minidump(dump(100))))],
    [
      "a long event file",
      413,
      () => multipart([{ name: "__sentry-event", value: Buffer.alloc(1.1 * MIB) }, minidump(dump())]),
    ],
  ])("is refused as %s: %i", async (_name, status, sending) => {
    const answer = await upload(sending());
    expect([answer.status, Object.keys(JSON.parse(answer.text))]).toEqual([status, ["detail", "causes"]]);
    expect(await journaled()).toEqual([]);
    expect(await countedOutcomes()).toEqual([expect.stringMatching(/^error invalid \w+=1$/)]);
  });

  it("is taken although its event file announces lists without end", async () => {
    const lists = Buffer.from("dd01c9c380".repeat(12), "hex");
    const answer = await upload(multipart([{ name: "__sentry-event", value: lists }, minidump(dump())]));
    expect(answer.status).toBe(200);
    expect(await eventOf()).toMatchObject({ platform: "native", level: "fatal" });
  });

  // Within the limit of sizes, so that only what it arrived as tells.
  const bombOf = (mib: number) => gzipSync(Buffer.concat([dump(64), Buffer.alloc(mib * MIB)]));
  const bomb = () => multipart([minidump(bombOf(100))]);
  const packedForm = () => {
    const { headers, body } = multipart([minidump(Buffer.concat([dump(64), Buffer.alloc(100 * MIB)]))]);
    return { headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(body) };
  };
  const bare = () => ({ headers: { "content-type": "application/x-dmp" }, body: bombOf(100) });
  const broken = () => {
    const { headers, body } = multipart([minidump(dump(2 * MIB))]);
    return {
      headers,
      body: (async function* () {
        yield body.subarray(0, MIB);
        throw new RequestError(408, "the body did not arrive in time");
      })(),
    };
  };
  it.each([
    ["is a bomb", 413, bomb],
    ["comes in a bomb", 413, packedForm],
    ["is a bomb without a form", 413, bare],
    ["breaks off", 408, broken],
  ])("that %s leaves nothing behind: %i", async (_name, status, sending) => {
    const stored: string[] = [];
    const { put } = blobs();
    blobs().put = (key, bytes) => (stored.push(key), put(key, bytes));
    const answer = await upload(sending());
    blobs().put = put;
    expect(answer.status).toBe(status);
    expect(stored).toHaveLength(1);
    expect(await blobs().read(stored[0]!)).toBeNull();
  });
});

describe("attachments of an event", () => {
  it("are taken under its id", async () => {
    const parts = [
      { name: "a", file: "a.txt", type: "text/plain", value: "one" },
      { name: "b", file: "b.bin", value: randomBytes(MIB) },
    ];
    const answer = await attach(multipart(parts), UUID);
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.text)).toEqual([{ name: "a.txt" }, { name: "b.bin" }]);
    expect((await journaled())[0]!.header.event_id).toBe(ID);
    expect(await headersOf()).toMatchObject([
      { type: "attachment", filename: "a.txt", attachment_type: "event.attachment" },
      { type: "attachment", filename: "b.bin" },
    ]);
  });

  it("are taken from a form as fetch sends it", async () => {
    const body = new FormData();
    body.append("screenshot", new Blob([randomBytes(MIB)], { type: "image/png" }), "screen shot.png");
    const url = `http://debrief.test/api/${cast.web.projectId}/events/${ID}/attachments/?sentry_key=${cast.publicKey}`;
    const answer = await toRoute(acceptAttachments)(new Request(url, { method: "POST", body }));
    expect([answer.status, await answer.json()]).toEqual([201, [{ name: "screen shot.png" }]]);
    expect((await journaled())[0]!.items[0]).toMatchObject({
      header: { content_type: "image/png" },
      blob: { bytes: MIB },
    });
  });

  it("have names and types that no page can stumble over", async () => {
    const names = ["../../etc/passwd", "C:\\dumps\\a.txt", "..", "a\u202Etxt.exe", `${"x".repeat(300)}.log`];
    const parts: Part[] = names.map((file) => ({
      name: "f",
      file,
      type: "text/html; evil\u0001",
      value: "x",
    }));
    const { headers, body } = multipart([...parts, { name: "g", file: "plain", value: "x" }]);
    // The parser refuses the part whose name would be two lines.
    const text = body
      .toString("latin1")
      .replace(`filename="plain"`, `filename*=UTF-8''a%0D%0ASet-Cookie%3Ab`);
    expect((await attach({ headers, body: Buffer.from(text, "latin1") })).status).toBe(201);
    const items = await headersOf();
    expect(items.map((item) => item["filename"])).toEqual([
      "passwd",
      "a.txt",
      "f",
      "atxt.exe",
      `${"x".repeat(251)}.log`,
    ]);
    for (const item of items) expect(item["content_type"]).toMatch(/^[a-z]+\/[a-z-]+$/);
  });

  it.each([
    ["an id that is none", 400, "..%2Fx", () => multipart([{ name: "a", file: "a", value: "x" }])],
    ["no file", 400, ID, () => multipart([{ name: "a", value: "x" }])],
    ["another type", 415, ID, () => ({ body: "x" })],
  ])("are refused with %s: %i", async (_name, status, id, sending) => {
    expect((await attach(sending(), id)).status).toBe(status);
    expect(await journaled()).toEqual([]);
    expect(await countedOutcomes()).toEqual([expect.stringMatching(/^attachment invalid \w+=1$/)]);
  });
});
