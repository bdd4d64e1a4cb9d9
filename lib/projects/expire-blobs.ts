import { z } from "zod";
import { blobs } from "#lib/blobs.ts";
import { selectRows, type Queryable } from "#lib/db.ts";

const HOUR_MS = 3_600_000;
// Folders of a bucket go file by file; one run must not hold its transaction for long.
const MOST_AT_ONCE = 50;

const Known = z.object({ now: z.date(), lastId: z.coerce.number(), ids: z.array(z.number()) });

/**
 * Removes the blobs whose last day is over, those of projects that are gone, and uploads that never ended.
 * @returns whether more of them may be left.
 */
export async function expireBlobs(on: Queryable): Promise<boolean> {
  const folders: { path: string; projectId: number; day: string }[] = [];
  for await (const path of blobs().folders()) {
    const [project = "", day = ""] = path.split("/");
    folders.push({ path, projectId: Number(project), day });
  }
  // An id that this database never gave is another's: a folder may be shared by mistake, or newer than a backup
  // that was restored.
  const [known] = await selectRows(
    on,
    Known,
    `SELECT now() AS now, coalesce(pg_sequence_last_value(pg_get_serial_sequence('project', 'id')), 0) AS "lastId",
       ARRAY(SELECT id FROM project WHERE id = ANY ($1)) AS ids`,
    [[...new Set(folders.map(({ projectId }) => projectId))].filter((id) => id < 2 ** 31)],
  );
  if (!known) return false;
  // The later of two clocks may be wrong; what is gone is gone.
  const now = new Date(Math.min(known.now.getTime(), Date.now()));
  const today = now.toISOString().slice(0, 10);
  const alive = new Set(known.ids);
  const over = folders.filter(
    ({ projectId, day }) => day < today || (!alive.has(projectId) && projectId <= known.lastId),
  );
  for (const { path } of over.slice(0, MOST_AT_ONCE)) await blobs().removeFolder(path);
  await blobs().removeUnfinished(new Date(now.getTime() - HOUR_MS));
  return over.length > MOST_AT_ONCE;
}
