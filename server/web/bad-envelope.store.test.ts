// Bad input, the envelope. Numbers are those of the catalogue in docs/bad-input.md.
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { db, pool, selectRows } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { env } from "#lib/env.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { expectHarmless, fatesOf } from "#server/testing/bad-input.ts";
import { startDoor, type Door } from "#server/testing/door.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const EVENT = `{"type":"event"}\n{"message":"hello"}`;

let door: Door;
let cast: Cast;
let project = 0;
let path = "";

beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.stop());
beforeEach(async () => {
  await door.measure(async () => undefined);
  await stores.truncate();
  cast = await createCast();
  project = cast.web.projectId;
  path = `/api/${project}/envelope/?sentry_key=${cast.publicKey}`;
});

const stored = () =>
  queryRows(
    z.object({ id: z.string(), project: z.number(), title: z.string() }),
    `SELECT replaceAll(toString(event_id), '-', '') AS id, project_id AS project, title FROM errors ORDER BY id, project`,
  );
const send = (body: string | Uint8Array, target = path) => door.post(target, body);

describe("framing", () => {
  it.each([
    ["(18) nothing at all", "", 400],
    ["(20) a header that is not JSON", `hello\n${EVENT}`, 400],
    ["(21) a header that is not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]), 400],
    ["(22) an item header without a payload", `{}\n{"type":"event"}\n`, 400],
    ["(23) a length beyond the end", `{}\n{"type":"event","length":99}\n{}`, 400],
    ["(24) a length that is too short", `{}\n{"type":"event","length":1}\n{}\n`, 400],
    ["(25) a negative length", `{}\n{"type":"event","length":-1}\n{}\n`, 400],
    ["(25) a length of one and a half", `{}\n{"type":"event","length":1.5}\n{}\n`, 400],
    ["(27) a hundred thousand items", `{}\n${`{"type":"client_report"}\n{}\n`.repeat(100_000)}`, 413],
    ["(30) an event id that is a path", `{"event_id":"../../x"}\n${EVENT}`, 400],
    ["(37) two events", `{}\n${EVENT}\n${EVENT}`, 400],
    ["(39) an item header of 9 KiB", `{}\n{"type":"event","x":"${"x".repeat(9 * 1024)}"}\n{}`, 400],
  ])("%s", async (_name, body, status) => {
    await expectHarmless(door, () => send(body), status);
    const fates = await fatesOf(project);
    expect(fates).toHaveLength(1);
    expect(fates[0]).toMatch(/^invalid /);
    await drainJournal();
    expect(await stored()).toEqual([]);
  });

  it("(19) a header alone → 200 and nothing stored, as the protocol has it", async () => {
    await expectHarmless(door, () => send("{}"), 200);
    await drainJournal();
    expect(await stored()).toEqual([]);
  });

  it("(26) no length and no last newline → 200", async () => {
    await expectHarmless(door, () => send(`{"event_id":"${ID}"}\n${EVENT}`), 200);
    await drainJournal();
    expect(await stored()).toMatchObject([{ id: ID, title: "hello" }]);
  });

  it("(28) an unknown item beside an event → 200, skipped and counted", async () => {
    await expectHarmless(door, () => send(`{}\n{"type":"brand_new"}\n{}\n${EVENT}`), 200);
    await drainJournal();
    expect(await fatesOf(project)).toEqual(["accepted error", "invalid default unsupported_item"]);
  });

  it("(30) leaves no file behind", () => {
    const { blobStore } = env();
    if (blobStore.kind !== "file") throw new Error("Tests keep blobs in files");
    const files = (() => {
      try {
        return readdirSync(blobStore.folder, { recursive: true });
      } catch {
        return [];
      }
    })();
    expect(files.map(String).filter((file) => file.includes("x"))).toEqual([]);
  });
});

describe("whose it is", () => {
  it("(29) a DSN of another project than the URL → 400, counted for the key's own", async () => {
    const dsn = `http://${cast.publicKey}@debrief/${project + 1}`;
    await expectHarmless(door, () => send(`{"dsn":"${dsn}"}\n${EVENT}`), 400);
    expect(await fatesOf(project)).toEqual(["invalid default invalid_envelope"]);
    await drainJournal();
    expect(await stored()).toEqual([]);
  });

  it("(35) the same id in two projects is two events", async () => {
    const other = await createProject(cast.alice.access, { name: "Api", slug: "api", platform: "node" });
    const { id } = await db().project.findFirstOrThrow({ where: { slug: other.slug } });
    const body = `{"event_id":"${ID}"}\n${EVENT}`;
    await send(body);
    await send(body, `/api/${id}/envelope/?sentry_key=${other.publicKey}`);
    await drainJournal();
    expect((await stored()).map((row) => row.project)).toEqual([project, id].sort());
  });

  it("(38) a revoked key → 403", async () => {
    const data = { projectId: project, label: "old", publicKey: "b".repeat(32), secretKey: "c".repeat(32) };
    await db().projectKey.create({ data: { ...data, isActive: false } });
    await expectHarmless(
      door,
      () => send(EVENT, `/api/${project}/envelope/?sentry_key=${data.publicKey}`),
      403,
    );
    expect(await fatesOf(project)).toEqual([]);
  });
});

describe("ids and times", () => {
  it("(31) a dashed, upper-case id is one id", async () => {
    const dashed = "FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0";
    const answer = await expectHarmless(door, () => send(`{"event_id":"${dashed}"}\n${EVENT}`), 200);
    expect(JSON.parse(answer.body)).toEqual({ id: ID });
  });

  it("(32) no id → one is made and told", async () => {
    const answer = await expectHarmless(door, () => send(`{}\n${EVENT}`), 200);
    await drainJournal();
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(answer.body));
    expect((await stored()).map((row) => row.id)).toContain(id);
  });

  it("(33, 34) the same id again, same body or another → 200, the first is kept, the rest counted", async () => {
    const body = `{"event_id":"${ID}"}\n${EVENT}`;
    for (const one of [body, body, body.replace("hello", "other")])
      await expectHarmless(door, () => send(one), 200);
    await drainJournal();
    expect(await stored()).toMatchObject([{ id: ID, title: "hello" }]);
    expect(await fatesOf(project)).toEqual(["accepted error", "duplicate error"]);
  });

  it.each([`"yesterday"`, "-1", "1e300", `{"a":1}`, "true"])("(36) sent_at %s → 200", async (sentAt) => {
    await expectHarmless(door, () => send(`{"sent_at":${sentAt}}\n${EVENT}`), 200);
    await drainJournal();
    const dead = await selectRows(
      pool(),
      z.object({ n: z.number() }),
      "SELECT count(*)::int AS n FROM dead_letter",
    );
    expect(dead).toEqual([{ n: 0 }]);
    expect(await stored()).not.toEqual([]);
  });
});
