import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { ClickHouseError, createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startClickHouse, type ClickHouseProcess } from "#server/testing/clickhouse-process.ts";

let folder: string;
let store: ClickHouseProcess;
const POLL = { timeout: 10_000, interval: 20 };

async function rows<Row = Record<string, unknown>>(
  query: string,
  query_params: Record<string, unknown> = {},
) {
  const result = await store.client.query({ query, query_params, format: "JSONEachRow" });
  return result.json<Row>();
}

const post = (path: string, body?: RequestInit["body"], headers: Record<string, string> = {}) =>
  fetch(`${store.url}${path}`, { method: "POST", body: body ?? null, headers });

const LONG = "SELECT count() AS long FROM numbers(1000000000000) WHERE NOT ignore(number)";

async function running(part: string) {
  const found = await rows<{ query: string }>("SELECT query FROM system.processes");
  return found.filter((row) => row.query.includes(part) && !row.query.includes("system.processes")).length;
}

/** Kilobytes; the answer that streams is larger than what is allowed. */
function peakMemory() {
  if (process.platform !== "linux") return 0;
  const status = readFileSync(`/proc/${store.child.pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "debrief-clickhouse-"));
  store = await startClickHouse(folder);
  await store.client.command({
    query: `CREATE TABLE t (id UInt64, text String) ENGINE = MergeTree ORDER BY id
            SETTINGS non_replicated_deduplication_window = 100`,
  });
});

afterAll(async () => {
  await store.end("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

describe("queries", () => {
  it("answers a ping", async () => {
    expect(await store.client.ping()).toEqual({ success: true });
    expect(await (await fetch(`${store.url}/ping`)).text()).toBe("Ok.\n");
  });

  it.each([
    ["UInt64", 18446744073709551615n, "18446744073709551615"],
    ["String", "it's\ta \\ \n{x:String} é", "it's\ta \\ \n{x:String} é"],
    ["Array(String)", ["a'b", "c,d", "\\"], ["a'b", "c,d", "\\"]],
    ["Nullable(Int32)", null, null],
    ["Map(String, UInt8)", { a: 1 }, { a: 1 }],
    ["UUID", "0191f2a4-9b0c-7c3e-8d5f-000000000001", "0191f2a4-9b0c-7c3e-8d5f-000000000001"],
    ["DateTime64(3, 'UTC')", new Date("2026-01-02T03:04:05.678Z"), "2026-01-02 03:04:05.678"],
    ["Bool", true, true],
  ])("binds a parameter of type %s", async (type, value, expected) => {
    const [row] = await rows(`SELECT {x:${type}} AS x SETTINGS output_format_json_quote_64bit_integers = 1`, {
      x: value,
    });
    expect(row).toEqual({ x: expected });
  });

  it("keeps no parameter and no setting from one request to the next", async () => {
    await post("/?param_left=1&max_block_size=7", "SELECT {left:UInt8}, getSetting('max_block_size')");
    expect(await (await post("/", "SELECT {left:UInt8}")).text()).toContain("Code: 456.");
    expect(await (await post("/", "SELECT getSetting('max_block_size')")).text()).not.toBe("7\n");
  });

  it("has the interface's headers, formats, and database", async () => {
    const response = await fetch(
      `${store.url}/?query=SELECT+currentDatabase()+AS+d&database=system&default_format=JSONEachRow&query_id=q-1`,
    );
    expect(await response.json()).toEqual({ d: "system" });
    expect(response.headers.get("x-clickhouse-query-id")).toBe("q-1");
    expect(response.headers.get("x-clickhouse-format")).toBe("JSONEachRow");
    expect(JSON.parse(response.headers.get("x-clickhouse-summary")!)).toMatchObject({ written_rows: "0" });
    const json = await store.client.query({ query: "SELECT 1 AS x", format: "JSON" });
    expect(await json.json()).toMatchObject({ data: [{ x: 1 }], rows: 1 });
    expect(await (await post("/", "SELECT 1, 'a'")).text()).toBe("1\ta\n");
  });

  it.each([
    ["SELECT * FROM missing", 404, "60", "UNKNOWN_TABLE"],
    ["SELECT * FROM missing.t", 404, "81", "UNKNOWN_DATABASE"],
    ["SELEC 1", 400, "62", "SYNTAX_ERROR"],
    ["SELECT throwIf(1)", 500, "395", "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"],
    ["SELECT {x:UInt8}", 400, "456", "UNKNOWN_QUERY_PARAMETER"],
    ['INSERT INTO t FORMAT JSONEachRow {"id":"x"}', 400, "27", "CANNOT_PARSE_INPUT_ASSERTION_FAILED"],
  ])("fails as ClickHouse does: %s", async (query, status, code, type) => {
    const response = await post("/", query);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-clickhouse-exception-code")).toBe(code);
    expect(await response.text()).toMatch(
      new RegExp(`^Code: ${code}\\. DB::Exception: [\\s\\S]*\\(${type}\\)\n$`),
    );
    const error = await store.client.command({ query }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ClickHouseError);
    expect(error).toMatchObject({ code, type });
  });

  it("does not write by GET, and refuses what it cannot do", async () => {
    expect((await fetch(`${store.url}/?query=DROP+TABLE+t`)).headers.get("x-clickhouse-exception-code")).toBe(
      "164",
    );
    expect((await post("/?session_id=a", "SELECT 1")).headers.get("x-clickhouse-exception-code")).toBe("36");
    expect((await post("/", "")).headers.get("x-clickhouse-exception-code")).toBe("36");
    expect((await post("/?no_such_setting=1", "SELECT 1")).headers.get("x-clickhouse-exception-code")).toBe(
      "115",
    );
  });

  it("streams a large answer in bounded memory", async () => {
    const result = await store.client.query({
      query: "SELECT number, repeat('x', 1000) AS pad FROM numbers(1000000)",
      format: "JSONEachRow",
    });
    let count = 0;
    for await (const batch of result.stream()) count += batch.length;
    expect(count).toBe(1_000_000);
    expect(peakMemory()).toBeLessThan(900_000);
  });

  it("limits the memory of an answer that cannot be streamed", async () => {
    const response = await post("/", "SELECT number, repeat('x', 1000) FROM numbers(1000000) FORMAT JSON");
    expect(response.headers.get("x-clickhouse-exception-code")).toBe("241");
    expect(await store.client.ping()).toEqual({ success: true });
  });

  it("cuts the connection when an answer fails half way", async () => {
    const query = "SELECT throwIf(number = 3000000) AS x, repeat('x', 100) FROM numbers(4000000) FORMAT CSV";
    await expect(post("/", query).then((response) => response.text())).rejects.toThrow();
  });
});

describe("compression", () => {
  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
  ] as const)("reads a body in %s", async (encoding, compress) => {
    const response = await post("/", compress("SELECT 42"), { "content-encoding": encoding });
    expect(await response.text()).toBe("42\n");
  });

  it("compresses when asked, and only then", async () => {
    const headers = { "accept-encoding": "gzip" };
    const plain = await post("/", "SELECT 1", headers);
    expect(plain.headers.get("content-encoding")).toBeNull();
    const packed = await post("/?enable_http_compression=1", "SELECT repeat('x', 9000)", headers);
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect((await packed.text()).length).toBe(9001);
  });

  it("works with the client's own compression", async () => {
    const client = createClient({ url: store.url, compression: { request: true, response: true } });
    await client.insert({ table: "t", values: [{ id: 900, text: "packed" }], format: "JSONEachRow" });
    const result = await client.query({ query: "SELECT text FROM t WHERE id = 900", format: "JSONEachRow" });
    expect(await result.json()).toEqual([{ text: "packed" }]);
    await client.close();
  });

  it.each([
    ["a broken body", Buffer.from("not gzip"), "gzip"],
    ["an unknown encoding", Buffer.from("SELECT 1"), "rot13"],
  ])("refuses %s and goes on", async (_name, body, encoding) => {
    expect((await post("/", body, { "content-encoding": encoding })).ok).toBe(false);
    expect(await store.client.ping()).toEqual({ success: true });
  });

  it("bounds what a body unpacks to", async () => {
    const bomb = gzipSync(Buffer.alloc(129 * 1024 * 1024, " "));
    const response = await post("/", bomb, { "content-encoding": "gzip" });
    expect(response.status).toBe(413);
  });
});

describe("inserts", () => {
  it.each(["JSONEachRow", "JSONCompactEachRow", "CSV", "TabSeparated", "RowBinary", "Native", "Parquet"])(
    "stores rows in %s",
    async (format) => {
      const source =
        "SELECT toUInt64(number) AS id, concat('é', toString(number)) AS text FROM numbers(1000)";
      const data = await (await post(`/?default_format=${format}`, source)).arrayBuffer();
      await store.client.command({ query: "CREATE OR REPLACE TABLE f AS t ENGINE = MergeTree ORDER BY id" });
      const response = await post(`/?query=${encodeURIComponent(`INSERT INTO f FORMAT ${format}`)}`, data);
      expect(await response.text()).toBe("");
      expect(
        await rows(`SELECT count() = 1000 AS all FROM (SELECT id, text FROM f INTERSECT ${source})`),
      ).toEqual([{ all: 1 }]);
    },
  );

  it("stores a request as one part, and a token once, whatever its size", async () => {
    await store.client.command({
      query: `CREATE TABLE big (id UInt64, text String) ENGINE = MergeTree ORDER BY id
              SETTINGS non_replicated_deduplication_window = 100`,
    });
    const values = Array.from({ length: 3000 }, (_value, id) => ({ id, text: "x".repeat(10_000) }));
    const insert = (token: string, list = values) =>
      store.client.insert({
        table: "big",
        values: list,
        format: "JSONEachRow",
        clickhouse_settings: { insert_deduplication_token: token },
      });
    await insert("a");
    const [parts] = await rows(
      "SELECT count() AS parts, max(rows) AS rows FROM system.parts WHERE table = 'big'",
    );
    expect(parts).toEqual({ parts: 1, rows: 3000 });
    await insert("a");
    expect(await rows("SELECT count() AS n FROM big")).toEqual([{ n: 3000 }]);
    await insert("b", values.slice(0, 10));
    await insert("b", values.slice(0, 10));
    expect(await rows("SELECT count() AS n FROM big")).toEqual([{ n: 3010 }]);
  });

  it("stores nothing of a request with one bad row", async () => {
    const body = '{"id":7001,"text":"a"}\n{"id":"seven"}\n{"id":7002}\n';
    expect((await post("/?query=INSERT+INTO+t+FORMAT+JSONEachRow", body)).status).toBe(400);
    expect(await rows("SELECT id FROM t WHERE id IN (7001, 7002)")).toEqual([]);
  });
});

describe("side by side", () => {
  it("answers short queries and inserts while every place for queries is taken", async () => {
    const leave = new AbortController();
    const long = [1, 2, 3].map((id) =>
      store.client
        .query({ query: `${LONG} AND ${id}`, abort_signal: leave.signal })
        .catch((error: unknown) => error),
    );
    await vi.waitUntil(async () => (await running("AS long")) === 3, POLL);
    expect(await rows("SELECT {x:UInt8} AS x", { x: 1 })).toEqual([{ x: 1 }]);
    const fourth = store.client
      .query({ query: `${LONG} AND 4`, abort_signal: leave.signal })
      .catch((error: unknown) => error);
    await store.client.insert({ table: "t", values: [{ id: 800, text: "in time" }], format: "JSONEachRow" });
    expect(await store.client.ping()).toEqual({ success: true });
    leave.abort();
    await Promise.all([...long, fourth]);
    await vi.waitUntil(async () => (await running("AS long")) === 0, POLL);
    expect(await rows("SELECT text FROM t WHERE id = 800")).toEqual([{ text: "in time" }]);
  });

  it.each([
    ["one that streams", `${LONG} FORMAT JSONEachRow`],
    ["one that does not", `${LONG} FORMAT JSON`],
  ])("stops a query whose client went away: %s", async (_name, query) => {
    const leave = new AbortController();
    const asked = fetch(store.url, { method: "POST", body: query, signal: leave.signal });
    const failed = expect(asked).rejects.toThrow();
    await vi.waitUntil(async () => (await running("AS long")) === 1, POLL);
    leave.abort();
    await failed;
    await vi.waitUntil(async () => (await running("AS long")) === 0, POLL);
  });
});

describe("the process", () => {
  it("lets no second process open the folder", async () => {
    const second = startClickHouse(folder);
    await expect(second).rejects.toThrow("Another server instance in same directory is already running.");
    await expect(second).rejects.toThrow(`Cannot open the ClickHouse data in ${folder}.`);
  });

  it("asks for the password", async () => {
    const data = await mkdtemp(join(tmpdir(), "debrief-clickhouse-"));
    const locked = await startClickHouse(data, { password: "s:é" });
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${locked.url}/?query=SELECT+1`, { headers })).status;
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    expect(await ask({})).toBe(403);
    expect(await ask(basic("default:wrong"))).toBe(403);
    expect(await ask(basic("other:s:é"))).toBe(403);
    expect(await ask(basic("default:s:é"))).toBe(200);
    expect(
      await (await locked.client.query({ query: "SELECT 1 AS x", format: "JSONEachRow" })).json(),
    ).toEqual([{ x: 1 }]);
    expect(await locked.end("SIGTERM")).toBe(0);
    await rm(data, { recursive: true, force: true });
  });

  it("finishes what runs on SIGTERM, and leaves when its parent does", async () => {
    const data = await mkdtemp(join(tmpdir(), "debrief-clickhouse-"));
    const first = await startClickHouse(data);
    const asked = fetch(first.url, { method: "POST", body: "SELECT sleep(1), 'done'" }).then((response) =>
      response.text(),
    );
    await vi.waitUntil(async () => {
      const found = await fetch(
        `${first.url}/?query=${encodeURIComponent("SELECT count() FROM system.processes")}`,
      );
      return (await found.text()) === "2\n";
    }, POLL);
    const ended = first.end("SIGTERM");
    expect(await asked).toBe("0\tdone\n");
    expect(await ended).toBe(0);
    const second = await startClickHouse(data);
    second.child.stdin!.end();
    await once(second.child, "exit");
    expect(second.child.exitCode).toBe(0);
    await second.client.close();
    await rm(data, { recursive: true, force: true });
  });

  it("loses no acknowledged row to a kill, and knows its tokens after it", async () => {
    const data = await mkdtemp(join(tmpdir(), "debrief-clickhouse-"));
    const first = await startClickHouse(data);
    await first.client.command({
      query: `CREATE TABLE k (batch UInt32, id UInt32, text String) ENGINE = MergeTree ORDER BY (batch, id)
              SETTINGS non_replicated_deduplication_window = 1000`,
    });
    const insert = (client: typeof first.client, batch: number) =>
      client.insert({
        table: "k",
        values: Array.from({ length: 200 }, (_value, id) => ({ batch, id, text: "x".repeat(2000) })),
        format: "JSONEachRow",
        clickhouse_settings: { insert_deduplication_token: `batch-${batch}` },
      });
    const acknowledged: number[] = [];
    let next = 0;
    const write = async () => {
      for (;;) {
        const batch = next++;
        await insert(first.client, batch);
        acknowledged.push(batch);
        if (acknowledged.length === 30) first.child.kill("SIGKILL");
      }
    };
    await Promise.allSettled([write(), write(), write()]);
    await first.end("SIGKILL");

    const second = await startClickHouse(data);
    const counts = async () => {
      const result = await second.client.query({
        query: "SELECT batch, count() AS rows FROM k GROUP BY batch ORDER BY batch",
        format: "JSONEachRow",
      });
      return new Map(
        (await result.json<{ batch: number; rows: number }>()).map((row) => [row.batch, Number(row.rows)]),
      );
    };
    const kept = await counts();
    expect(acknowledged.filter((batch) => kept.get(batch) !== 200)).toEqual([]);
    expect([...kept.values()].every((count) => count === 200)).toBe(true);
    for (const batch of acknowledged) await insert(second.client, batch);
    expect(await counts()).toEqual(kept);
    await second.end("SIGTERM");
    await rm(data, { recursive: true, force: true });
  });
});
