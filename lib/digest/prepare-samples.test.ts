import { describe, expect, it } from "vitest";
import { prepareLogs } from "#lib/digest/prepare-logs.ts";
import { prepareMetrics } from "#lib/digest/prepare-metrics.ts";
import type { Digester } from "#lib/digest/digester.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import { defaultPolicy } from "#lib/projects/ingest-settings.ts";

const RECEIVED_AT = new Date("2026-11-20T13:30:00Z");
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

function prepare(digester: Digester, payload: unknown, header: object = {}, sentAt?: string): Prepared {
  const into: Prepared = { events: [], items: [], outcomes: [], casualties: [] };
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const item = { header: { type: "log", ...header }, payload: Buffer.from(text) };
  const context = {
    entry: {
      id: 9n,
      projectId: 1,
      keyId: 1,
      receivedAt: RECEIVED_AT,
      meta: { clientIp: "203.0.113.5", userAgent: FIREFOX, sdkClient: null },
      payload: new Uint8Array(),
    },
    envelope: { header: { ...(sentAt && { sent_at: sentAt }) }, items: [item] },
    itemIndex: 0,
    policy: defaultPolicy(1),
  };
  digester(item, context, into);
  return into;
}

const log = (fields: object = {}) => ({
  timestamp: RECEIVED_AT.getTime() / 1000,
  level: "info",
  body: "hello",
  ...fields,
});
const fates = ({ outcomes }: Prepared) =>
  outcomes.map(({ category, outcome, reason, quantity }) => `${category} ${outcome} ${reason} ${quantity}`);

describe("a container of logs", () => {
  it("keeps the good ones beside the bad ones", () => {
    const items = [log(), null, log({ body: undefined }), log({ body: "again" }), 5];
    const prepared = prepare(prepareLogs, { version: 2, items }, { item_count: 5 });
    expect(prepared.items).toHaveLength(1);
    expect(prepared.items[0]).toMatchObject({ counts: [{ category: "log_item", quantity: 2 }] });
    expect(prepared.items[0]?.rows.map(({ position, values }) => [position, values["body"]])).toEqual([
      [0, "hello"],
      [3, "again"],
    ]);
    expect(fates(prepared)).toEqual(["log_item invalid not_an_object 2", "log_item invalid missing_body 1"]);
  });

  it.each([
    [{ items: [log(), log()] }, { item_count: 3 }, "item_count_mismatch 2"],
    [{ items: [log()] }, { item_count: "1" }, "item_count_mismatch 1"],
    [{ items: [log(), log()] }, {}, "item_count_mismatch 2"],
    [{ logs: [] }, {}, "missing_items 1"],
    [{ items: {} }, {}, "missing_items 1"],
    ["{", {}, "invalid_json 1"],
    ["[]", {}, "not_an_object 1"],
    [{ items: [log({ body: "x".repeat(2 * 1024 * 1024) })] }, {}, "too_large 1"],
  ])("is invalid as a whole: case %#", (payload, header, fate) => {
    const prepared = prepare(prepareLogs, payload, header);
    expect(prepared.items).toEqual([]);
    expect(fates(prepared)).toEqual([`log_item invalid ${fate}`]);
  });

  it("needs no count when it holds one, and may be empty", () => {
    expect(prepare(prepareLogs, { items: [log()] }).items).toHaveLength(1);
    expect(prepare(prepareLogs, { items: [] }, { item_count: 0 })).toMatchObject({ items: [], outcomes: [] });
  });

  it("names the release and the environment", () => {
    const attributes = { "sentry.release": { value: "web@1" }, "sentry.environment": { value: "prod" } };
    const prepared = prepare(prepareLogs, { items: [log(), log({ attributes })] }, { item_count: 2 });
    expect(prepared.items[0]).toMatchObject({ release: "web@1", environment: "prod" });
  });

  it("fills in browser and address only when asked to", () => {
    const read = (settings: object) =>
      prepare(prepareLogs, { ...settings, items: [log()] }).items[0]?.rows[0]?.values["attributes"];
    expect(read({})).toEqual({});
    expect(read({ ingest_settings: { infer_ip: "never", infer_user_agent: "never" } })).toEqual({});
    expect(read({ ingest_settings: { infer_ip: "auto", infer_user_agent: "auto" } })).toMatchObject({
      "browser.name": "Firefox",
      "os.name": "Linux",
      "user.ip_address": "203.0.113.5",
    });
  });

  it("puts a sender's clock right", () => {
    const late = log({ timestamp: RECEIVED_AT.getTime() / 1000 - 7200 });
    const prepared = prepare(prepareLogs, { items: [late] }, {}, "2026-11-20T11:30:00Z");
    expect(prepared.items[0]?.rows[0]?.values["timestamp"]).toBe("2026-11-20 13:30:00.000000");
  });

  it("never holds more than the table can number", () => {
    const items = Array.from({ length: 65_540 }, () => ({ body: "" }));
    const prepared = prepare(prepareLogs, { items }, { item_count: items.length });
    expect(prepared.items[0]?.rows).toHaveLength(65_536);
    expect(fates(prepared)).toEqual(["log_item invalid too_many 4"]);
  });
});

describe("a container of metrics", () => {
  it("keeps the good ones beside the bad ones", () => {
    const metric = { timestamp: RECEIVED_AT.getTime() / 1000, name: "jobs", type: "counter", value: 1 };
    const items = [metric, { ...metric, value: "many" }, { ...metric, type: "timer" }];
    const prepared = prepare(prepareMetrics, { items }, { item_count: 3 });
    expect(prepared.items[0]).toMatchObject({ counts: [{ category: "trace_metric", quantity: 1 }] });
    expect(prepared.items[0]?.rows[0]).toMatchObject({ table: "metrics", values: { name: "jobs" } });
    expect(fates(prepared)).toEqual([
      "trace_metric invalid invalid_value 1",
      "trace_metric invalid invalid_type 1",
    ]);
  });
});
