// What a change of issues replaced, kept for an hour so that whoever made it can take it back.
import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { type Queryable, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { IssueState } from "#lib/issues/issue-state.ts";

const KEPT_MS = 3_600_000;

const MergedChild = z.object({
  issueId: z.int(),
  /** The groups that it brought to its parent, in digits. */
  groupIds: z.array(z.string()).optional(),
});

/** What can be taken back; each kind has its own way. */
const UndoEntry = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("states"),
    change: z.enum(["resolve", "unresolve", "archive", "assign", "priority", "review"]),
    /** When it was changed, in milliseconds since 1970. */
    at: z.int(),
    /** The assignee or priority that it set: with another one, somebody changed it since. */
    set: z.string().nullable().default(null),
    issues: z.array(IssueState),
  }),
  z.object({ kind: z.literal("merge"), parentId: z.int(), children: z.array(MergedChild) }),
]);
export type UndoEntry = z.infer<typeof UndoEntry>;
export type StatesBefore = Extract<UndoEntry, { kind: "states" }>;

/** Keeps what a change replaced, in the transaction that makes it. @returns the id that takes it back. */
export async function saveUndo(
  on: Queryable,
  access: OrganizationAccess,
  entry: UndoEntry,
  now = Date.now(),
): Promise<string> {
  const id = randomUUID();
  await on.query(
    "INSERT INTO issue_undo (id, organization_id, user_id, before, created_at) VALUES ($1, $2, $3, $4, $5)",
    [id, access.organizationId, access.userId, JSON.stringify(entry), new Date(now)],
  );
  return id;
}

/**
 * Takes the entry out, so that it works once.
 * @throws RequestError 404 when it is over, used, or somebody else's.
 */
export async function takeUndo(
  on: Queryable,
  access: OrganizationAccess,
  id: string,
  now: number,
): Promise<UndoEntry> {
  const [row] = await selectRows(
    on,
    z.object({ before: UndoEntry }),
    `DELETE FROM issue_undo WHERE id = $1 AND organization_id = $2 AND user_id IS NOT DISTINCT FROM $3
       AND created_at > $4 RETURNING before`,
    [id, access.organizationId, access.userId, new Date(now - KEPT_MS)],
  );
  if (!row) throw new RequestError(404, "This can no longer be taken back.");
  return row.before;
}

/** Forgets what nobody can take back any more. */
export async function expireUndo(on: PoolClient): Promise<void> {
  await on.query("DELETE FROM issue_undo WHERE created_at < now() - interval '1 hour'");
}
