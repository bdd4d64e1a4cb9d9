// What is known of the hashes of events: which issue has them, and which were discarded.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import type { Event } from "#lib/events/event.ts";
import type { Grouping } from "#lib/issues/grouping/group-event.ts";

/** An event with its hashes; of `fallbackHashes`, only those that are known count, and none is ever created. */
export type Hashed = { event: Event; grouping: Grouping };

export type HashOwner = { id: bigint; issueId: number };

/** By `hashKey`. A discarded hash has no owner. */
export type KnownHashes = { owners: Map<string, HashOwner>; discarded: ReadonlySet<string> };

const HashRow = z.object({ key: z.string(), id: z.coerce.bigint(), issueId: z.number() });
const KeyRow = z.object({ key: z.string() });

/** A hash within its project. */
const hashKey = (projectId: number, hash: string): string => `${projectId}:${hash}`;

/** The keys of an event's own hashes, the primary one first. */
export const ownKeys = ({ event, grouping }: Hashed): string[] =>
  grouping.hashes.map((hash) => hashKey(event.projectId, hash));

/** The keys in the order in which they are asked for an owner. */
export const askedKeys = (hashed: Hashed): string[] => [
  ...ownKeys(hashed),
  ...hashed.grouping.fallbackHashes.map((hash) => hashKey(hashed.event.projectId, hash)),
];

/** Reads what Postgres knows now of the hashes of `events`, fallbacks included. */
export async function readHashes(on: PoolClient, events: readonly Hashed[]): Promise<KnownHashes> {
  const pairs = JSON.stringify(
    [...new Set(events.flatMap(askedKeys))].map((key) => {
      const [project_id, hash] = key.split(":");
      return { project_id: Number(project_id), hash };
    }),
  );
  const asked = "json_to_recordset($1) AS x(project_id int, hash char(32))";
  const rows = await selectRows(
    on,
    HashRow,
    `SELECT h.project_id || ':' || h.hash AS key, h.id, h.issue_id AS "issueId"
     FROM grouping_hash h JOIN ${asked} USING (project_id, hash)`,
    [pairs],
  );
  const gone = await selectRows(
    on,
    KeyRow,
    `SELECT d.project_id || ':' || d.hash AS key FROM discarded_hash d JOIN ${asked} USING (project_id, hash)`,
    [pairs],
  );
  const discarded = new Set(gone.map(({ key }) => key));
  const owned = rows.filter(({ key }) => !discarded.has(key));
  return { owners: new Map(owned.map(({ key, id, issueId }) => [key, { id, issueId }])), discarded };
}
