// Reads of profiles: the index in ClickHouse, the samples in the blob store.
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { readBlob } from "#lib/blobs.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { parseEventId } from "#lib/events/event-id.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_CHUNKS = 100;

const Row = z.object({
  projectId: z.coerce.number(),
  profileId: z.string(),
  profilerId: z.string(),
  chunkId: z.string(),
  start: z.coerce.number(),
  end: z.coerce.number(),
  blobKey: z.string(),
});

/** Where a profile or a chunk of one is; times in microseconds since 1970. */
export type StoredProfile = z.infer<typeof Row>;

const COLUMNS = `project_id AS projectId, profile_id AS profileId, profiler_id AS profilerId, chunk_id AS chunkId,
  toUnixTimestamp64Micro(timestamp) AS start, toUnixTimestamp64Micro(end_timestamp) AS end, blob_key AS blobKey`;

/** The profile of a transaction; null when the project has none of that id. */
export async function findProfile(project: ProjectAccess, text: string): Promise<StoredProfile | null> {
  const profileId = parseEventId(text);
  if (profileId === null) return null;
  const [row] = await queryRows(
    Row,
    `SELECT ${COLUMNS} FROM profiles
     WHERE project_id = {project:UInt32} AND profile_id = {profile:String} LIMIT 1`,
    { project: project.projectId, profile: profileId },
  );
  return row ?? null;
}

/** Chunks of one profiler ("" for all) that touch the range (milliseconds since 1970), in order of time; at most 100. */
export async function listProfileChunks(
  projects: readonly ProjectAccess[],
  profiler: string,
  range: { from: number | null; until: number },
): Promise<StoredProfile[]> {
  const profilerId = profiler === "" ? "" : parseEventId(profiler);
  if (profilerId === null || projects.length === 0) return [];
  return queryRows(
    Row,
    `SELECT ${COLUMNS} FROM profiles
     WHERE project_id IN {projects:Array(UInt32)} AND chunk_id != ''
       AND ({profiler:String} = '' OR profiler_id = {profiler:String})
       AND end_timestamp >= fromUnixTimestamp64Milli({from:Int64})
       AND timestamp < fromUnixTimestamp64Milli({until:Int64})
     ORDER BY timestamp, chunk_id LIMIT ${MAX_CHUNKS}`,
    {
      projects: projects.map((project) => project.projectId),
      profiler: profilerId,
      from: range.from ?? 0,
      until: range.until,
    },
  );
}

const decompress = promisify(zstdDecompress);

/** The profile as its SDK sent it, as JSON; null when its bytes are gone. */
export async function readProfileJson({ blobKey }: StoredProfile): Promise<string | null> {
  const blob = await readBlob(blobKey, MAX_BYTES);
  if (!blob) return null;
  const json = await decompress(blob, { maxOutputLength: MAX_BYTES });
  return json.toString("utf8");
}
