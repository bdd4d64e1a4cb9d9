import { BlockList, isIP } from "node:net";

// Peers that can only be a proxy of ours: this host and private networks.
const TRUSTED = new BlockList();
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  TRUSTED.addSubnet(network, prefix, "ipv4");
TRUSTED.addAddress("::1", "ipv6");
TRUSTED.addSubnet("fc00::", 7, "ipv6");
TRUSTED.addSubnet("fe80::", 10, "ipv6");

const BY_PROXIES = ["x-forwarded-for"];
const BY_ANYBODY = ["x-sentry-forwarded-for", ...BY_PROXIES];

type ReadHeader = (name: string) => string | null;

/** A sure address from what a header or socket says; an IPv4 address inside an IPv6 one is unwrapped. */
function address(text: string): string | null {
  const plain = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(plain) ? plain : null;
}

const isTrusted = (ip: string) => TRUSTED.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");

/** Whether a socket's peer can be a proxy of ours, whose forwarding headers count. */
export function isProxy(remoteAddress: string): boolean {
  const peer = address(remoteAddress);
  return peer !== null && isTrusted(peer);
}

/**
 * The hop that our proxies saw: each appends the address of its own peer, so what stands left of the first
 * foreign address, read from the right, is what that sender made up.
 */
function hopBeforeOurs(header: string): string | null {
  let nearest: string | null = null;
  for (const hop of header.split(",").reverse()) {
    const ip = address(hop);
    if (ip === null) return nearest;
    nearest = ip;
    if (!isTrusted(ip)) return ip;
  }
  return nearest;
}

function origin(remoteAddress: string | null, header: ReadHeader, names: readonly string[]): string | null {
  const peer = remoteAddress === null ? null : address(remoteAddress);
  if (peer === null || !isTrusted(peer)) return peer;
  for (const name of names) {
    const forwarded = hopBeforeOurs(header(name) ?? "");
    if (forwarded) return forwarded;
  }
  return peer;
}

/** The visitor that a request is about, as a tunnel tells. Headers count only when the peer is a proxy of ours. */
export const clientIp = (remoteAddress: string | null, header: ReadHeader): string | null =>
  origin(remoteAddress, header, BY_ANYBODY);

/** Who is to be limited: proxies pass on what a tunnel tells as it came, so anybody could write another each time. */
export const senderIp = (remoteAddress: string | null, header: ReadHeader): string | null =>
  origin(remoteAddress, header, BY_PROXIES);
