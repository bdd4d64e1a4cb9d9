import { describe, expect, it } from "vitest";
import { monitorSlug } from "#lib/monitors/monitor-slug.ts";
import { readCheckIn } from "#lib/monitors/read-check-in.ts";

const ID = "4b1f0c2d9a7e4f0f8b5a6c7d8e9f0a1b";
const NIL = "00000000-0000-0000-0000-000000000000";
const schedule = { type: "crontab", value: "0 3 * * *" };

function read(parts: object) {
  const found = readCheckIn({ monitor_slug: "nightly", status: "ok", ...parts });
  if (typeof found === "string") throw new Error(found);
  return found;
}

describe("readCheckIn", () => {
  it("reads what an SDK sends", () => {
    expect(
      read({
        check_in_id: "4B1F0C2D-9A7E-4F0F-8B5A-6C7D8E9F0A1B",
        status: "in_progress",
        duration: 1.5,
        release: "web@1.0.0",
        environment: "staging",
        contexts: { trace: { trace_id: ID } },
        monitor_config: { schedule, checkin_margin: 5, max_runtime: 30, timezone: "Europe/Berlin", extra: 1 },
      }),
    ).toEqual({
      monitorSlug: "nightly",
      checkInId: ID,
      status: "IN_PROGRESS",
      durationMs: 1_500,
      release: "web@1.0.0",
      environment: "staging",
      traceId: ID,
      config: { schedule, checkin_margin: 5, max_runtime: 30, timezone: "Europe/Berlin" },
    });
  });

  it("has its own word for what was not said", () => {
    expect(read({})).toEqual({
      monitorSlug: "nightly",
      checkInId: null,
      status: "OK",
      durationMs: null,
      release: "",
      environment: "production",
      traceId: null,
      config: null,
    });
  });

  it.each([
    ["ok", "OK"],
    ["error", "ERROR"],
    ["missed", "UNKNOWN"],
    [undefined, "UNKNOWN"],
    [1, "UNKNOWN"],
  ])("status %j → %s", (status, expected) => {
    expect(read({ status }).status).toBe(expected);
  });

  it.each([undefined, null, "", NIL, "0".repeat(32)])("takes the id %j for none", (check_in_id) => {
    expect(read({ check_in_id }).checkInId).toBeNull();
  });

  it.each([
    [{ check_in_id: "latest" }, "invalid_check_in_id"],
    [{ check_in_id: 7 }, "invalid_check_in_id"],
    [{ monitor_slug: undefined }, "invalid_monitor_slug"],
    [{ monitor_slug: "!?" }, "invalid_monitor_slug"],
    [{ monitor_slug: 12 }, "invalid_monitor_slug"],
  ])("refuses %j: %s", (parts, reason) => {
    expect(readCheckIn({ monitor_slug: "nightly", status: "ok", ...parts })).toBe(reason);
  });

  it.each([-1, "3", Number.NaN, 1e12, null])("drops the duration %j", (duration) => {
    expect(read({ duration }).durationMs).toBeNull();
  });

  it.each(["none", "a/b", "e".repeat(65), 7])("takes the environment %j for production", (environment) => {
    expect(read({ environment }).environment).toBe("production");
  });

  it.each([
    [{ type: "interval", value: 2, unit: "hour" }, true],
    [{ type: "interval", value: 0, unit: "hour" }, false],
    [{ type: "interval", value: 2, unit: "fortnight" }, false],
    [{ type: "crontab", value: "*/5 1-3,7 * JAN mon" }, true],
    [{ type: "crontab", value: "@hourly" }, true],
    [{ type: "crontab", value: "@reboot" }, false],
    [{ type: "crontab", value: "* * * *" }, false],
    [{ type: "crontab", value: "* * * * * *" }, false],
    [{ type: "crontab", value: "; drop table x y" }, false],
    ["hourly", false],
  ])("schedule %j is one: %s", (given, isOne) => {
    expect(read({ monitor_config: { schedule: given } }).config !== null).toBe(isOne);
  });

  it.each([{ timezone: "Mars/Phobos" }, { max_runtime: -1 }, { failure_issue_threshold: 721 }])(
    "ignores a configuration with %j",
    (parts) => {
      expect(read({ monitor_config: { schedule, ...parts } }).config).toBeNull();
    },
  );
});

describe("monitorSlug", () => {
  it.each([
    ["Nightly Import", "nightly-import"],
    ["close_month", "close_month"],
    ["--Über-Büro!--", "uber-buro"],
    ["a".repeat(60), "a".repeat(50)],
    [`${"a".repeat(49)} b`, "a".repeat(49)],
    ["   ", ""],
    ["日本", ""],
  ])("%j → %j", (name, slug) => {
    expect(monitorSlug(name)).toBe(slug);
  });
});
