import { headers } from "next/headers";
import { RequestError } from "#lib/errors.ts";
import { env } from "#lib/env.ts";

/** Whether a browser sent this from a page of ours. An absent Origin and the opaque "null" are not. */
export function isSameOrigin(origin: string | null, host: string | null, baseUrl: string): boolean {
  const url = URL.parse(origin ?? "");
  if (!url || url.origin === "null") return false;
  return url.origin === new URL(baseUrl).origin || (host !== null && url.host === host);
}

/** For server actions. @throws RequestError 403 when the request comes from elsewhere. */
export async function assertSameOrigin(): Promise<void> {
  const given = await headers();
  if (!isSameOrigin(given.get("origin"), given.get("host"), env().baseUrl))
    throw new RequestError(403, "This request did not come from a page of Debrief.");
}
