import { env } from "#lib/env.ts";

/** What an SDK is set up with: `{scheme}://{publicKey}@{host}/{projectId}`, at the public address. */
export function dsnOf(key: { publicKey: string; projectId: number }, baseUrl = env().baseUrl): string {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.protocol}//${key.publicKey}@${url.host}${path}/${key.projectId}`;
}
