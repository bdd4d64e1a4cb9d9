// Bad input, the JSON of an event. The door takes every framed item and answers before anybody reads it, as the
// protocol has it; what is wrong inside is an outcome. Numbers are those of the catalogue in docs/bad-input.md.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "#lib/clickhouse.ts";
import { pool, selectRows } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { Event } from "#lib/events/event.ts";
import { createCast } from "#server/testing/cast.ts";
import { expectHarmless, fatesOf } from "#server/testing/bad-input.ts";
import { startDoor, type Door } from "#server/testing/door.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const MIB = 1024 * 1024;
const DAY = 86_400_000;

let door: Door;
let project = 0;
let path = "";

beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.stop());
beforeEach(async () => {
  await door.measure(async () => undefined);
  await stores.truncate();
  const cast = await createCast();
  project = cast.web.projectId;
  path = `/api/${project}/envelope/?sentry_key=${cast.publicKey}`;
});

const Stored = z.object({ event: z.string().transform((text) => Event.parse(JSON.parse(text))) });
const storedEvents = async () =>
  (await queryRows(Stored, "SELECT event FROM errors ORDER BY received_at")).map((row) => row.event);

async function deadLetters(): Promise<number | undefined> {
  const Count = z.object({ n: z.number() });
  return (await selectRows(pool(), Count, "SELECT count(*)::int AS n FROM dead_letter"))[0]?.n;
}

/** Posts the JSON of one event, digests it, and demands that nothing became a dead letter. */
async function take(json: string | Uint8Array, status = 200): Promise<Event[]> {
  const body = Buffer.concat([
    Buffer.from(`{}\n{"type":"event","length":${Buffer.byteLength(json)}}\n`),
    Buffer.from(json),
  ]);
  await expectHarmless(door, () => door.post(path, body), status);
  await drainJournal();
  expect(await deadLetters()).toBe(0);
  return storedEvents();
}

const nested = (depth: number) => `{"extra":${"[".repeat(depth)}${"]".repeat(depth)}}`;

describe("refused", () => {
  it.each([
    ["(40) a depth of 10⁴", nested(10_000), "invalid error too_deep"],
    ["(40) a depth of 4·10⁵", nested(400_000), "invalid error too_deep"],
    ["(45) NaN", `{"level":NaN}`, "invalid error invalid_json"],
    ["(49) a list at the top", `[{"message":"x"}]`, "invalid error not_an_object"],
    ["no JSON", "hello", "invalid error invalid_json"],
  ])("%s", async (_name, json, fate) => {
    expect(await take(json)).toEqual([]);
    expect(await fatesOf(project)).toEqual([fate]);
  });

  it("(41) 10⁶ keys and (53) more than 1 MiB → 413", async () => {
    const keys = Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":0`).join(",");
    await take(`{${keys}}`, 413);
    await take(`{"message":"${"x".repeat(MIB)}"}`, 413);
    expect(await fatesOf(project)).toEqual(["invalid error too_large"]);
  });
});

describe("stored, with what is wrong left out", () => {
  it("(41) as many keys as fit", async () => {
    const keys = Array.from({ length: 70_000 }, (_, index) => `"k${index}":0`).join(",");
    const [event] = await take(`{"message":"many","extra":{${keys}}}`);
    expect(event?.message?.formatted).toBe("many");
    expect(JSON.stringify(event).length).toBeLessThan(MIB);
  });

  it("(42) prototypes", async () => {
    const [event] = await take(
      `{"message":"m","extra":{"__proto__":{"polluted":1},"constructor":{"a":1},"ok":2}}`,
    );
    expect(event?.extra).toEqual({ ok: 2 });
    expect({}).not.toHaveProperty("polluted");
  });

  it("(43) a key that comes twice: the last counts", async () => {
    const [event] = await take(`{"message":"first","message":"last"}`);
    expect(event?.message?.formatted).toBe("last");
  });

  it("(44) numbers that no double holds", async () => {
    const [event] = await take(`{"message":"m","extra":{"huge":1e400,"long":9007199254740993}}`);
    expect(event?.extra["huge"] ?? null).toBeNull();
    expect(event?.extra["long"]).toBe("9007199254740993");
  });

  it("(46, 47) lone surrogates and NUL", async () => {
    const [event] = await take(`{"message":"a\\ud83db\\u0000c","tags":{"k":"v\\u0000"}}`);
    expect(event?.message?.formatted).toBe("a\ufffdbc");
    expect(event?.tags).toContainEqual(["k", "v"]);
  });

  it("(48) a byte-order mark", async () => {
    const [event] = await take(`\ufeff{"message":"m"}`);
    expect(event?.message?.formatted).toBe("m");
  });

  const FIELDS =
    "message logentry exception threads stacktrace breadcrumbs contexts request user tags extra modules fingerprint checksum template sdk debug_meta level platform logger transaction transaction_info server_name release dist environment timestamp errors _meta";
  it.each(["7", `"text"`, "true", "[]", "{}", "[[[]]]", `{"values":7}`, `[null,7,"x",{}]`])(
    "(50) %s in every field",
    async (wrong) => {
      const json = `{${FIELDS.split(" ")
        .map((field) => `"${field}":${wrong}`)
        .join(",")}}`;
      const events = await take(json);
      expect(events).toHaveLength(1);
      if (wrong === "7") expect(events[0]?.remarks.length).toBeGreaterThan(5);
    },
  );

  it("(51) ten thousand tags, (52) a tag of half a MiB", async () => {
    const tags = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`tag${index}`, "v"]));
    const [many] = await take(JSON.stringify({ message: "m", tags }));
    expect(many?.tags.filter(([key]) => key.startsWith("tag"))).toHaveLength(100);
    expect(many?.remarks).not.toEqual([]);
    const [, long] = await take(JSON.stringify({ message: "m", tags: { big: "x".repeat(MIB / 2) } }));
    const kept = long?.tags.find(([key]) => key === "big");
    expect(kept === undefined || kept[1].length <= 200).toBe(true);
    expect(long?.remarks).not.toEqual([]);
  });

  const stacks = (exceptions: number, length: number) => {
    const frames = Array.from({ length }, (_, index) => ({ lineno: index }));
    const values = Array.from({ length: exceptions }, (_, index) => ({
      type: "E",
      value: `v${index}`,
      stacktrace: { frames },
    }));
    return JSON.stringify({ exception: { values } });
  };

  it("(54) as many exceptions and frames as fit; 500 of 500 do not", async () => {
    await take(stacks(500, 500), 413);
    const [event] = await take(stacks(120, 500));
    expect(event?.exceptions.at(-1)?.value).toBe("v119");
    expect(event?.exceptions).toHaveLength(50);
    for (const { stacktrace } of event?.exceptions ?? [])
      expect(stacktrace?.frames.length).toBeLessThanOrEqual(250);
    expect(event?.remarks.map(({ kind }) => kind)).toContain("truncated");
  });

  it.each([0, Date.now() / 1000 + 10 * 365 * 86_400, "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])(
    "(55) the time %s",
    async (timestamp) => {
      const [event] = await take(JSON.stringify({ message: "m", timestamp }));
      expect(Math.abs((event?.timestamp ?? 0) - Date.now())).toBeLessThan(DAY);
      expect(event?.remarks.map((remark) => remark.kind)).toContain("shifted");
    },
  );

  it.each(["../../etc", "a\nb", ".", "latest", "x".repeat(300)])("(56) the release %j", async (release) => {
    const [event] = await take(JSON.stringify({ message: "m", release }));
    expect(event).toBeDefined();
    expect(event?.release).toBeUndefined();
  });

  it("(57) texts that regular expressions stumble over", async () => {
    const values = [
      "a".repeat(60_000),
      `${"a".repeat(30_000)}!`,
      "0".repeat(50_000),
      "1.".repeat(25_000),
      "/a".repeat(25_000),
      `"${"\\".repeat(30_000)}`,
      `${" ".repeat(50_000)}x`,
      "https://".repeat(8_000),
      `${"x@".repeat(25_000)}`,
    ];
    for (const value of values) {
      const before = performance.now();
      await take(JSON.stringify({ message: value, exception: [{ type: value, value }], transaction: value }));
      expect(performance.now() - before).toBeLessThan(5_000);
    }
    expect(await storedEvents()).toHaveLength(values.length);
  });

  it("(58–61) line breaks, escapes, formulas, markup and bidi controls stay text", async () => {
    const value = "=cmd|'/c calc'!A1\r\n\u001b[31m<script>alert(1)</script>\u202eevil";
    const [event] = await take(JSON.stringify({ exception: [{ type: "Error", value }] }));
    expect(event?.exceptions[0]?.value).toBe(value);
  });
});
