import { env } from "#lib/env.ts";
import { formatDsn } from "#lib/envelope/dsn.ts";

/** What an SDK is set up with, at the public address. */
export const dsnOf = (key: { publicKey: string; projectId: number }, baseUrl = env().baseUrl): string =>
  formatDsn(baseUrl, key.publicKey, key.projectId);
