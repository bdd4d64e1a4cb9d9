import { expect, it } from "vitest";
import { clientIp, senderIp } from "#lib/ingest/client-ip.ts";

const FORWARDED = { "x-forwarded-for": "198.51.100.7, 10.0.0.2" };
const cases: [name: string, peer: string | null, headers: Record<string, string>, expected: string | null][] =
  [
    ["a public peer", "203.0.113.9", {}, "203.0.113.9"],
    // (17) of docs/bad-input.md: who is not one of our own proxies is not believed.
    ["(17) a public peer with a forged header", "203.0.113.9", FORWARDED, "203.0.113.9"],
    ["a local proxy", "127.0.0.1", FORWARDED, "198.51.100.7"],
    ["a private proxy", "10.1.2.3", FORWARDED, "198.51.100.7"],
    ["a mapped private proxy", "::ffff:192.168.1.1", FORWARDED, "198.51.100.7"],
    ["a mapped public peer", "::ffff:203.0.113.9", FORWARDED, "203.0.113.9"],
    ["an IPv6 proxy", "fd00::1", { "x-forwarded-for": "2001:db8::5" }, "2001:db8::5"],
    ["a public IPv6 peer", "2001:db8::9", FORWARDED, "2001:db8::9"],
    [
      "our own header first",
      "::1",
      { ...FORWARDED, "x-sentry-forwarded-for": "198.51.100.8" },
      "198.51.100.8",
    ],
    [
      "(17) a proxy that appends to a forged header",
      "127.0.0.1",
      { "x-forwarded-for": "6.6.6.6, 198.51.100.7, 10.0.0.2" },
      "198.51.100.7",
    ],
    ["a private network only", "10.1.2.3", { "x-forwarded-for": "192.168.1.50, 10.0.0.2" }, "192.168.1.50"],
    ["a garbled hop", "127.0.0.1", { "x-forwarded-for": "198.51.100.7, unknown, 10.0.0.2" }, "10.0.0.2"],
    ["a garbled header", "127.0.0.1", { "x-forwarded-for": "unknown" }, "127.0.0.1"],
    ["just outside 172.16/12", "172.32.0.1", FORWARDED, "172.32.0.1"],
    ["an unknown peer", null, FORWARDED, null],
  ];
it.each(cases)("%s", (_name, peer, headers, expected) => {
  expect(clientIp(peer, (name) => headers[name] ?? null)).toBe(expected);
});

it("limits nobody by what a tunnel tells, as anybody may tell it", () => {
  const headers: Record<string, string> = { ...FORWARDED, "x-sentry-forwarded-for": "6.6.6.6" };
  expect(senderIp("127.0.0.1", (name) => headers[name] ?? null)).toBe("198.51.100.7");
  expect(senderIp("203.0.113.9", (name) => headers[name] ?? null)).toBe("203.0.113.9");
});
