// Who looked at an issue, and when last.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { pool } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";

const NOT_AGAIN_WITHIN_MS = 60_000;

/** Notes that whoever asks looked at the issue; looking again within a minute writes nothing. */
export async function recordSeen(
  access: OrganizationAccess,
  scope: IssueScope,
  now = Date.now(),
): Promise<void> {
  if (access.userId === null) return;
  // From the issue itself: it may have been deleted since the page was read.
  await pool().query(
    `INSERT INTO issue_seen (issue_id, user_id, last_seen)
     SELECT id, $2, $3 FROM issue WHERE id = $1
     ON CONFLICT (issue_id, user_id) DO UPDATE SET last_seen = EXCLUDED.last_seen
     WHERE issue_seen.last_seen < $4`,
    [scope.issueId, access.userId, new Date(now), new Date(now - NOT_AGAIN_WITHIN_MS)],
  );
}
