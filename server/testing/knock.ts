// Requests to the ingest doors, by path, without a server.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import type { Envelope } from "#lib/envelope/envelope.ts";
import { parseEnvelope } from "#lib/envelope/parse.ts";
import { matchIngestDoor } from "#lib/ingest/door.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { JournalEntry } from "#lib/queue/journal-entry.ts";

type Knock = {
  method?: "GET" | "POST";
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
};

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Sends to the door of a path, the query included. @throws when there is no door. */
export async function knock(url: string, { method = "POST", headers = {}, body = "" }: Knock = {}) {
  const { pathname, searchParams } = new URL(url, "http://debrief.test");
  const door = matchIngestDoor(pathname);
  if (!door) throw new Error(`There is no door at ${pathname}`);
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const answer = await door({
    method,
    path: pathname,
    query: searchParams,
    header: (name) => headers[name] ?? null,
    remoteAddress: "198.51.100.7",
    body: method === "GET" ? null : bytes instanceof Uint8Array ? inPieces(bytes) : bytes,
  });
  return { ...answer, text: Buffer.from(answer.body).toString() };
}

/** What waits in the journal, as the worker will read it. */
export async function journaled(): Promise<(Envelope & { entry: JournalEntry })[]> {
  const entries = await selectRows(
    pool(),
    JournalEntry,
    `SELECT id, project_id AS "projectId", key_id AS "keyId", received_at AS "receivedAt", meta, payload
     FROM ingest_journal ORDER BY id`,
  );
  return entries.map((entry) => {
    const envelope = parseEnvelope(entry.payload);
    for (const { item, ...blob } of entry.meta.blobs ?? []) {
      const stored = envelope.items[item];
      if (stored) stored.blob = blob;
    }
    return { ...envelope, entry };
  });
}

/** All outcomes that were counted, "category outcome reason=quantity". */
export async function countedOutcomes(): Promise<string[]> {
  await flushOutcomes();
  const rows = await selectRows(
    pool(),
    z.object({ text: z.string() }),
    `SELECT concat_ws(' ', category, outcome, nullif(reason, '')) || '=' || quantity AS text FROM outcome ORDER BY 1`,
  );
  return rows.map(({ text }) => text);
}
