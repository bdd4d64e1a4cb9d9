import ipaddr from "ipaddr.js";

// Azure's platform address answers on every virtual machine, though it lies in public space.
const PLATFORM = new Set(["168.63.129.16"]);
const GLOBAL_V6 = ipaddr.parseCIDR("2000::/3");

/**
 * Whether an address is somebody's on the public internet: what is not surely that is refused, so that a range
 * nobody thought of stays closed. An IPv4 address inside an IPv6 one counts as what it is inside.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast" || PLATFORM.has(address.toString())) return false;
  // The library calls ::7f00:1, the old way to write 127.0.0.1, unicast like all that it has no name for.
  return address.kind() === "ipv4" || address.match(GLOBAL_V6);
}
