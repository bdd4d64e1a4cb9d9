import { describe, expect, it } from "vitest";
import { readClientReport } from "#lib/outcomes/read-client-report.ts";

const text = (fields: object) =>
  readClientReport({ ...fields }).map(
    ({ outcome, category, reason, quantity }) => `${outcome} ${category} ${reason} ${quantity}`,
  );
const discarded = (...entries: unknown[]) => text({ discarded_events: entries });

describe("readClientReport", () => {
  it("reads each list as its outcome", () => {
    expect(
      text({
        timestamp: 4_000_000_000,
        discarded_events: [
          { reason: "before_send", category: "error", quantity: 3 },
          { reason: "sample_rate", category: "transaction", quantity: 7 },
        ],
        rate_limited_events: [{ reason: "my_limit", category: "error", quantity: 1 }],
        filtered_events: [{ reason: "web-crawlers", category: "error", quantity: 2 }],
        filtered_sampling_events: [{ reason: "Sampled:3000", category: "transaction", quantity: 4 }],
      }),
    ).toEqual([
      "client_discard error before_send 3",
      "client_discard transaction sample_rate 7",
      "rate_limited error client_report 1",
      "filtered error web-crawlers 2",
      "filtered transaction sampled 4",
    ]);
  });

  it.each([
    [{ reason: "bored", category: "error", quantity: 1 }, ["client_discard error other 1"]],
    [{ category: "error", quantity: 1 }, ["client_discard error other 1"]],
    [{ reason: "ignored", category: "dreams", quantity: 1 }, ["client_discard default ignored 1"]],
    [{ reason: "ignored", category: "constructor", quantity: 1 }, ["client_discard default ignored 1"]],
    [
      { reason: "ignored", category: "profile_chunk_ui", quantity: 1 },
      ["client_discard profile_chunk ignored 1"],
    ],
    [{ reason: "ignored", category: "log_byte", quantity: 900 }, []],
    [{ reason: "ignored", category: "error", quantity: 1e12 }, ["client_discard error ignored 1000000"]],
    [{ reason: "ignored", category: "error", quantity: 2.9 }, ["client_discard error ignored 2"]],
    [{ reason: "ignored", category: "error", quantity: 0 }, []],
    [{ reason: "ignored", category: "error", quantity: -1 }, []],
    [{ reason: "ignored", category: "error", quantity: "5" }, []],
    [{ reason: "ignored", category: "error" }, []],
    [null, []],
    ["error", []],
  ])("%j", (entry, expected) => {
    expect(discarded(entry)).toEqual(expected);
  });

  it("reads a hundred entries in all", () => {
    const entry = { reason: "ignored", category: "error", quantity: 1 };
    const many = Array.from({ length: 80 }, () => entry);
    expect(text({ discarded_events: many, filtered_events: many })).toHaveLength(100);
  });

  it.each([{}, { discarded_events: {} }, { discarded_events: null }])("finds nothing in %j", (fields) => {
    expect(text(fields)).toEqual([]);
  });
});
