/** Who a client says it is. Only `publicKey` is checked elsewhere; the rest is hearsay. */
export type Credentials = { publicKey: string; version: string | null; client: string | null };

function fromPairs(read: (name: string) => string | null): Credentials | null {
  const publicKey = read("sentry_key");
  if (!publicKey) return null;
  return { publicKey, version: read("sentry_version"), client: read("sentry_client") };
}

/** `Sentry sentry_key=…, sentry_version=7, …` in any order and spacing; null when garbled or without a key. */
export function parseSentryAuth(value: string): Credentials | null {
  const match = /^\s*sentry\s+(.*)$/is.exec(value);
  if (!match) return null;
  const pairs = new Map<string, string>();
  for (const pair of (match[1] ?? "").split(",")) {
    const equals = pair.indexOf("=");
    if (equals > 0) pairs.set(pair.slice(0, equals).trim().toLowerCase(), pair.slice(equals + 1).trim());
  }
  return fromPairs((name) => pairs.get(name) ?? null);
}

/** `Basic base64(key:)`; null when garbled or without a key. */
export function parseBasicAuth(value: string): Credentials | null {
  const match = /^\s*basic\s+([a-z0-9+/_=-]+)\s*$/i.exec(value);
  if (!match) return null;
  const [publicKey] = Buffer.from(match[1] ?? "", "base64")
    .toString("utf8")
    .split(":", 1);
  return publicKey ? { publicKey, version: null, client: null } : null;
}

/** `?sentry_key=…&sentry_version=7&sentry_client=…`; null without a key. */
export function parseQueryAuth(query: URLSearchParams): Credentials | null {
  return fromPairs((name) => query.get(name));
}
