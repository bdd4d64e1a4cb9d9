// What comes from a developer's own machine.

const HOST = /^(?:[a-z][a-z\d+.-]{0,20}:)?\/\/(?:[^/?#@]{0,256}@)?(\[[^\]]{0,64}\]|[^/?#:]{0,256})/i;

const isLocalName = (host: string) =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127(?:\.\d{1,3}){3}$/.test(host);

/** Whether a URL's host is this very machine. */
export function isLocalUrl(url: string | undefined): boolean {
  const host = url === undefined ? undefined : HOST.exec(url)?.[1];
  return host !== undefined && isLocalName(host.toLowerCase());
}

/** Whether an address is this very machine. */
export const isLocalAddress = (address: string | undefined): boolean =>
  address !== undefined && (address === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(address));
