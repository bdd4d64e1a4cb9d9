import { expect, it } from "vitest";
import { prepareEntries } from "#lib/digest/prepare-entry.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { defaultPolicy, type ProjectPolicy } from "#lib/projects/ingest-settings.ts";

const NOW = new Date("2026-11-20T13:30:00Z");

type Items = readonly [type: string, payload: unknown, header?: object][];

function prepare(items: Items, policy: ProjectPolicy = defaultPolicy(1)): Prepared {
  const payload = serializeEnvelope({
    header: { event_id: "a".repeat(32) },
    items: items.map(([type, value, header]) => ({
      header: { ...header, type },
      payload: Buffer.from(JSON.stringify(value)),
    })),
  });
  const meta = { clientIp: "203.0.113.5", userAgent: null, sdkClient: null };
  const row = { id: 9n, projectId: 1, keyId: 1, receivedAt: NOW, meta, payload };
  return prepareEntries([row], new Map([[1, policy]]));
}

const fates = ({ outcomes }: Prepared) =>
  outcomes.map(({ category, outcome, reason, quantity }) => `${category} ${outcome} ${reason} ${quantity}`);

it("stops no neighbour with a list of a million nothings", () => {
  const aggregates = Array.from({ length: 400_000 }, () => 0);
  const prepared = prepare([
    ["event", { message: "hello" }],
    ["sessions", { attrs: { release: "app@1" }, aggregates }],
  ]);
  expect(prepared.casualties).toEqual([]);
  expect(prepared.events).toHaveLength(1);
  expect(fates(prepared)).toEqual([
    "session invalid invalid_aggregate 100",
    "session invalid too_many_buckets 399900",
  ]);
});

it("gives up the items of an envelope that would take too much memory, and only those", () => {
  const logs = (count: number) => ({
    items: Array.from({ length: count }, () => ({
      timestamp: NOW.getTime() / 1000,
      level: "info",
      body: "x",
    })),
  });
  const item = (count: number): Items[number] => ["log", logs(count), { item_count: count }];
  const prepared = prepare([item(60_000), item(6_000), item(5_000), ["event", { message: "hello" }]]);
  expect(prepared.items.map(({ itemIndex, rows }) => [itemIndex, rows.length])).toEqual([
    [0, 60_000],
    [2, 5_000],
  ]);
  expect(prepared.events).toHaveLength(1);
  expect(fates(prepared)).toEqual(["log_item invalid too_many 6000"]);
});

// Rows are told from each other by their places when a batch is tried again.
it("gives a span the same place whatever is filtered", () => {
  const span = (name: string, index: number) => ({
    trace_id: "b".repeat(32),
    span_id: String(index + 1).repeat(16),
    name,
    is_segment: true,
    start_timestamp: NOW.getTime() / 1000 - 1,
    end_timestamp: NOW.getTime() / 1000,
  });
  const spans = { version: 2, items: ["GET /health", "GET /orders"].map(span) };
  const items: Items = [["span", spans, { item_count: 2 }]];
  const { filters, ...rest } = defaultPolicy(1);
  const strict = { ...rest, filters: { ...filters, healthChecks: true } };
  const placesOf = (prepared: Prepared) =>
    prepared.items.flatMap(({ rows }) =>
      rows.map(({ position, values }) => [position, values["description"]]),
    );
  expect(placesOf(prepare(items, { ...rest, filters: { ...filters, healthChecks: false } }))).toEqual([
    [0, "GET /health"],
    [1, "GET /orders"],
  ]);
  expect(placesOf(prepare(items, strict))).toEqual([[1, "GET /orders"]]);
});
