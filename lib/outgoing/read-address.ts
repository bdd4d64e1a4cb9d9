// Addresses that people type: what they may say, and where they may lead.
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { env } from "#lib/env.ts";
import { OutgoingError } from "#lib/outgoing/outgoing-error.ts";
import { isPublicAddress } from "#lib/outgoing/public-address.ts";

export type HostAddress = { address: string; family: number };
/** Every address of a host name; a test brings its own. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

const resolveHost: Resolve = (host) => lookup(host, { all: true, verbatim: true });

const MAX_LENGTH = 2_000;
const MAX_ADDRESSES = 16;
const refuse = (detail: string) => new OutgoingError("refused", detail);

/**
 * Parses an http or https address without what parsers read differently: user names, backslashes, fragments,
 * blanks. What is left has one meaning, and its host is written in one way (0x7f.1 has become 127.0.0.1).
 * @throws OutgoingError
 */
export function readAddress(text: string): URL {
  if (text.length > MAX_LENGTH) throw refuse("This address is too long.");
  if (!/^https?:\/\/[^/]/i.test(text)) throw refuse("Enter an address that begins with https:// or http://.");
  if (/[\\#\s\p{Cc}]/u.test(text))
    throw refuse("An address must not hold blanks, backslashes or a # fragment.");
  const url = URL.parse(text);
  if (!url?.hostname) throw refuse("This is not an address.");
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?]/, 1)[0] ?? "";
  if (url.username || url.password || authority.includes("@"))
    throw refuse("An address must not hold a user name or password.");
  return url;
}

/** Whether the operator let exactly this host through, wherever it is. */
function isAllowed(url: URL): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const host = url.hostname.replace(/\.$/, "");
  return env().outgoingAllowedHosts.some((allowed) => allowed === host || allowed === `${host}:${port}`);
}

const literalOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly HostAddress[]> {
  const literal = literalOf(url);
  const family = isIP(literal);
  if (family > 0) return [{ address: literal, family }];
  try {
    return await resolve(url.hostname);
  } catch {
    throw new OutgoingError("unreachable", `The name ${url.hostname} could not be resolved.`);
  }
}

/**
 * Where an address leads, all of it checked: one private address among public ones is enough to refuse.
 * A connection must go to one of these and not ask for the name again, or the answer may be another one by then.
 * @throws OutgoingError
 */
export async function checkedAddresses(url: URL, resolve = resolveHost): Promise<readonly HostAddress[]> {
  const addresses = (await addressesOf(url, resolve)).slice(0, MAX_ADDRESSES);
  if (addresses.length === 0) throw new OutgoingError("unreachable", `${url.hostname} has no address.`);
  if (!isAllowed(url) && !addresses.every(({ address }) => isPublicAddress(address)))
    throw refuse(
      `${url.hostname} is not on the public internet. Whoever runs Debrief can allow it with OUTGOING_ALLOWED_HOSTS.`,
    );
  return addresses;
}

/** What an address must pass before it is saved; sending checks all of it again. @throws OutgoingError */
export async function checkAddress(text: string, resolve?: Resolve): Promise<URL> {
  const url = readAddress(text);
  await checkedAddresses(url, resolve);
  return url;
}
