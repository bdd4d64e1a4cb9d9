import { describe, expect, it } from "vitest";
import { readAggregates } from "#lib/sessions/read-aggregates.ts";
import { readSession } from "#lib/sessions/read-session.ts";
import { NIL_UUID, type SessionSource } from "#lib/sessions/session-source.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const SID = "7f1b0c2d-9a7e-4f0f-8b5a-6c7d8e9f0a1b";
const at = (ms: number) => new Date(NOW + ms).toISOString();
const DAY = 86_400_000;

const source = (parts: Partial<SessionSource> = {}): SessionSource => ({
  projectId: 7,
  receivedAt: NOW,
  drift: 0,
  userAgent: null,
  sdk: { name: "", version: "" },
  itemKey: "41:0",
  ...parts,
});
const attrs = { release: "web@1.2.0", environment: "production" };
const session = (parts: object = {}) => ({ sid: SID, init: true, started: at(-1_000), attrs, ...parts });

function update(parts: object, from = source()) {
  const read = readSession(session(parts), from);
  if (typeof read === "string") throw new Error(read);
  return read.update;
}

describe("readSession", () => {
  it("reads a browser's update", () => {
    const told = {
      did: "user@example.com",
      timestamp: at(-500),
      status: "unhandled",
      errors: 2,
      duration: 1.5,
      init: false,
      attrs: {
        ...attrs,
        user_agent:
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      },
    };
    const { distinctId, ...rest } = update(told);
    expect(rest).toEqual({
      started: NOW - 1_000,
      timestamp: NOW - 500,
      sessionId: SID,
      sequence: NOW - 500,
      init: false,
      status: "unhandled",
      errors: 2,
      quantity: 1,
      durationMs: 1_500,
      abnormalMechanism: "",
      browserName: "Chrome",
      osName: "Linux",
    });
    expect(distinctId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("hides users, and tells projects' users apart", () => {
    const { distinctId } = update({ did: "user@example.com" });
    expect(distinctId).not.toBe(NIL_UUID);
    expect(update({ did: "user@example.com" }).distinctId).toBe(distinctId);
    expect(update({ did: "user@example.com" }, source({ projectId: 8 })).distinctId).not.toBe(distinctId);
    expect(update({ did: 12 }).distinctId).toBe(update({ did: "12" }).distinctId);
  });

  it.each([undefined, null, "", NIL_UUID, "0".repeat(32), {}])("takes %j for no user", (did) => {
    expect(update({ did }).distinctId).toBe(NIL_UUID);
  });

  it.each([
    ["ok", "ok"],
    [undefined, "ok"],
    ["crashed", "crashed"],
    ["abnormal", "abnormal"],
    ["vanished", "other"],
    [7, "other"],
  ])("status %j → %s", (status, expected) => {
    expect(update({ status }).status).toBe(expected);
  });

  it.each([
    [{ init: true }, 0],
    [{ init: true, seq: 4 }, 4],
    [{ init: false, timestamp: at(-2) }, NOW - 2],
    [{ init: false }, NOW],
    [{ init: false, seq: -3, timestamp: at(-2) }, NOW - 2],
  ])("sequence of %j → %i", (parts, sequence) => {
    expect(update(parts).sequence).toBe(sequence);
  });

  it.each([
    [0, 0],
    [2.0004, 2_000],
    [-1, null],
    [8 * 86_400, null],
    ["12", null],
    [null, null],
  ])("duration %j s → %j ms", (duration, ms) => {
    expect(update({ duration }).durationMs).toBe(ms);
  });

  it("makes up the same id each time", () => {
    const { sessionId } = update({ sid: undefined });
    expect(sessionId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(update({ sid: null }).sessionId).toBe(sessionId);
    expect(update({ sid: NIL_UUID }).sessionId).toBe(sessionId);
    expect(update({ sid: undefined }, source({ itemKey: "41:1" })).sessionId).not.toBe(sessionId);
  });

  it("keeps known mechanisms only", () => {
    expect(update({ abnormal_mechanism: "anr_foreground" }).abnormalMechanism).toBe("anr_foreground");
    expect(update({ abnormal_mechanism: "cosmic_ray" }).abnormalMechanism).toBe("");
  });

  it("corrects a clock that is off, and not its order", () => {
    const read = update(
      { started: at(2 * DAY), timestamp: at(2 * DAY + 10), init: false },
      source({ drift: -2 * DAY }),
    );
    expect(read).toMatchObject({ started: NOW, timestamp: NOW, sequence: NOW + 2 * DAY + 10 });
  });

  it.each([
    [{ started: at(-5 * DAY - 1) }, "session_too_old"],
    [{ started: at(60_001) }, "session_in_future"],
    [{ started: undefined }, "invalid_start"],
    [{ started: "yesterday" }, "invalid_start"],
    [{ sid: "abc" }, "invalid_session_id"],
    [{ attrs: undefined }, "missing_release"],
    [{ attrs: { release: "  " } }, "missing_release"],
    [{ attrs: { release: "latest" } }, "invalid_release"],
    [{ attrs: { release: "a/b" } }, "invalid_release"],
  ])("refuses %j: %s", (parts, reason) => {
    expect(readSession(session(parts), source())).toBe(reason);
  });

  it.each([at(-5 * DAY), at(60_000)])("takes a session that started at %s", (started) => {
    expect(typeof readSession(session({ started }), source())).toBe("object");
  });
});

describe("readAggregates", () => {
  const read = (aggregates: unknown) => {
    const found = readAggregates({ attrs, aggregates }, source());
    if (typeof found === "string") throw new Error(found);
    return found;
  };

  it("makes a row of each status", () => {
    const { updates, taken, refused } = read([
      { started: at(-60_000), exited: 120, errored: 6, abnormal: 2, crashed: 2 },
      { started: at(0), did: "u1", unhandled: 1, exited: 0 },
    ]);
    expect(updates.map(({ status, quantity }) => [status, quantity])).toEqual([
      ["exited", 120],
      ["errored", 6],
      ["crashed", 2],
      ["abnormal", 2],
      ["unhandled", 1],
    ]);
    expect(updates.every(({ sessionId }) => sessionId === NIL_UUID)).toBe(true);
    expect(updates.map(({ distinctId }) => distinctId === NIL_UUID)).toEqual([true, true, true, true, false]);
    expect([taken, refused]).toEqual([2, []]);
  });

  it("bounds what one minute may count", () => {
    expect(read([{ started: at(0), exited: 1e12 }]).updates[0]?.quantity).toBe(1_000_000);
  });

  it("takes the good buckets and says why not the others", () => {
    const { updates, taken, refused } = read([
      null,
      { started: at(0) },
      { started: at(0), exited: -1 },
      { started: at(-6 * DAY), exited: 1 },
      { started: at(DAY), exited: 1 },
      { started: at(0), exited: 1 },
    ]);
    expect([updates.length, taken]).toEqual([1, 1]);
    expect(refused).toEqual([
      "invalid_aggregate",
      "invalid_aggregate",
      "invalid_aggregate",
      "session_too_old",
      "session_in_future",
    ]);
  });

  it("takes no more than a hundred", () => {
    const { taken, refused } = read(Array.from({ length: 103 }, () => ({ started: at(0), exited: 1 })));
    expect(taken).toBe(100);
    expect(refused).toEqual(["too_many_buckets", "too_many_buckets", "too_many_buckets"]);
  });

  it.each([{ attrs }, { attrs, aggregates: [] }, { attrs, aggregates: { started: at(0) } }])(
    "refuses %j",
    (fields) => {
      expect(readAggregates(fields, source())).toBe("invalid_aggregate");
    },
  );

  it("demands a release", () => {
    expect(readAggregates({ aggregates: [{ started: at(0), exited: 1 }] }, source())).toBe("missing_release");
  });
});
