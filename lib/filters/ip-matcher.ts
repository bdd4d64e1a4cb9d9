// Addresses, CIDR ranges and globs as one test.
import { BlockList, isIP } from "node:net";
import { compileGlobs } from "#lib/filters/glob.ts";

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

type Subnet = { address: string; prefix: number };

function readSubnet(text: string): Subnet | undefined {
  const [address = "", prefix = "", ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = Number(prefix);
  return bits <= (family === 6 ? 128 : 32) ? { address, prefix: bits } : undefined;
}

/** Whether a text is an address, a CIDR range, or a glob of the characters that addresses have. */
export function isAddressPattern(text: string): boolean {
  if (isIP(text) > 0 || readSubnet(text) !== undefined) return true;
  return text.includes("*") && /^[\d.*]+$|^[\da-f:*]+$/i.test(text);
}

/** Compiles the patterns; an IPv4 address that comes mapped into IPv6 is the same address. */
export function compileAddresses(patterns: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  const globs: string[] = [];
  let ranges = 0;
  for (const pattern of patterns.map((text) => text.trim())) {
    const subnet = readSubnet(pattern);
    if (subnet) list.addSubnet(subnet.address, subnet.prefix, familyOf(subnet.address));
    else if (isIP(pattern) > 0) list.addAddress(pattern, familyOf(pattern));
    else globs.push(pattern);
    if (subnet || isIP(pattern) > 0) ranges++;
  }
  const matchesGlob = compileGlobs(globs);
  return (address) => {
    if (isIP(address) > 0 && ranges > 0 && list.check(address, familyOf(address))) return true;
    return globs.length > 0 && matchesGlob(address.replace(/^::ffff:(?=\d+\.)/i, ""));
  };
}
