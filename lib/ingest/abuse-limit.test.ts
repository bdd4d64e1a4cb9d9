import { describe, expect, it } from "vitest";
import { createAbuseLimit, networkOf } from "#lib/ingest/abuse-limit.ts";

const IP = "198.51.100.7";

function limitWithClock(options: { limit?: number; maxAddresses?: number } = {}) {
  const clock = { now: 0 };
  const limit = createAbuseLimit({ limit: 3, ...options, now: () => clock.now });
  const refuse = (ip: string | null, times: number, status = 403) => {
    for (let time = 0; time < times; time += 1) limit.note(ip, status);
  };
  return { clock, limit, refuse };
}

describe("an address", () => {
  it("is shut out after more refusals than it may have, until the minute is over", () => {
    const { clock, limit, refuse } = limitWithClock();
    refuse(IP, 3);
    expect([limit.isActive(), limit.pauseOf(IP)]).toEqual([false, 0]);
    clock.now = 20_000;
    refuse(IP, 1);
    expect([limit.isActive(), limit.pauseOf(IP)]).toEqual([true, 40]);
    expect(limit.pauseOf("198.51.100.8")).toBe(0);
    clock.now = 59_999;
    expect(limit.pauseOf(IP)).toBe(1);
    clock.now = 60_000;
    expect([limit.isActive(), limit.pauseOf(IP)]).toEqual([false, 0]);
    refuse(IP, 3);
    expect(limit.pauseOf(IP)).toBe(0);
  });

  it.each([
    [400, true],
    [401, true],
    [403, true],
    [404, true],
    [413, true],
    [415, true],
    [200, false],
    [408, false],
    [429, false],
    [503, false],
  ])("is blamed for %i: %s", (status, blamed) => {
    const { limit, refuse } = limitWithClock();
    refuse(IP, 9, status);
    expect(limit.pauseOf(IP) > 0).toBe(blamed);
  });

  it("is not limited when nobody knows it", () => {
    const { limit, refuse } = limitWithClock();
    refuse(null, 9);
    expect(limit.pauseOf(null)).toBe(0);
  });
});

it("forgets who came longest ago when too many come, and not who keeps coming", () => {
  const { limit, refuse } = limitWithClock({ maxAddresses: 2 });
  refuse(IP, 4);
  refuse("198.51.100.8", 4);
  expect(limit.pauseOf(IP)).toBeGreaterThan(0);
  refuse("198.51.100.9", 1);
  expect(limit.pauseOf(IP)).toBeGreaterThan(0);
  expect(limit.pauseOf("198.51.100.8")).toBe(0);
});

it.each([
  [IP, IP],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["2001:0db8:0001:0002::", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("networkOf %s", (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
