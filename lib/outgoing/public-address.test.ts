import { expect, it } from "vitest";
import { isPublicAddress } from "#lib/outgoing/public-address.ts";

it.each(["8.8.8.8", "140.82.121.5", "::ffff:8.8.8.8", "2606:4700::1111", "2a00:1450:4001::2004"])(
  "%s is public",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

it.each([
  ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
  ["loopback inside IPv6", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "::7f00:1"],
  ["NAT64", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::7f00:1"],
  ["translated", "::ffff:0:127.0.0.1"],
  ["6to4", "2002:7f00:1::", "2002:a00:1::1", "192.88.99.1"],
  ["Teredo", "2001::1", "2001:0:53aa::1"],
  ["private", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fec0::1"],
  ["carrier-grade NAT", "100.64.0.1", "100.127.255.255"],
  ["link-local", "169.254.1.1", "fe80::1", "fe80::1%eth0"],
  ["metadata", "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"],
  ["unspecified", "0.0.0.0", "0.1.2.3", "::"],
  ["multicast and broadcast", "224.0.0.1", "255.255.255.255", "ff02::1"],
  ["reserved", "240.0.0.1", "198.18.0.1", "203.0.113.1", "2001:db8::1", "100::1", "5f00::1", "4000::1"],
  ["no address", "", "localhost", "1.2.3.4.5", "8.8.8.8/32", ":::1"],
])("%s is not public", (_range, ...addresses) => {
  for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
});
