// Which groups happened to a user: only the telemetry knows.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { queryRows } from "#lib/clickhouse.ts";
import { db } from "#lib/db.ts";
import type { TimeRange } from "#lib/issues/schema.ts";

const MAX_GROUPS = 5_000;
const Row = z.object({ id: z.coerce.bigint() });

/** Groups with an event of one of the users within the range; `users` are ids, e-mails, usernames or addresses. */
export async function groupsOfUsers(
  access: OrganizationAccess,
  users: readonly string[],
  range: TimeRange,
): Promise<bigint[]> {
  const projects = await db().project.findMany({
    where: { organizationId: access.organizationId },
    select: { id: true },
  });
  const rows = await queryRows(
    Row,
    `SELECT DISTINCT group_id AS id FROM errors
     WHERE project_id IN {projects:Array(UInt32)}
       AND timestamp >= fromUnixTimestamp64Milli({from:Int64}) AND timestamp < fromUnixTimestamp64Milli({until:Int64})
       AND (user_id IN {users:Array(String)} OR user_email IN {users:Array(String)}
         OR user_username IN {users:Array(String)} OR user_ip IN {users:Array(String)})
     LIMIT ${MAX_GROUPS}`,
    { projects: projects.map(({ id }) => id), users, from: range.from ?? 0, until: range.until },
  );
  return rows.map((row) => row.id);
}
