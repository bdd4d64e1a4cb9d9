import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { Changed, ChangeWork } from "#lib/issues/change-work.ts";
import type { Assignee } from "#lib/issues/schema.ts";

const NameRow = z.object({ name: z.string() });

const NAME_OF = {
  user: `SELECT u.name FROM membership m JOIN "user" u ON u.id = m.user_id
    WHERE m.organization_id = $1 AND m.user_id = $2`,
  team: "SELECT name FROM team WHERE organization_id = $1 AND id = $2",
};

async function nameOf({ on, access }: ChangeWork, assignee: Assignee): Promise<string> {
  const [row] = await selectRows(on, NameRow, NAME_OF[assignee.type], [access.organizationId, assignee.id]);
  if (!row) throw new RequestError(400, "Only members and teams of this organization can be assigned.");
  return row.name;
}

/** Gives issues to somebody, or to nobody; either way no rule decides for them any more. */
export async function changeAssignee(work: ChangeWork, assignee: Assignee | null): Promise<Changed> {
  const name = assignee && (await nameOf(work, assignee));
  const userId = assignee?.type === "user" ? assignee.id : null;
  const teamId = assignee?.type === "team" ? assignee.id : null;
  const ids = work.issues
    .filter(({ state }) => state.assignee_user_id !== userId || state.assignee_team_id !== teamId)
    .map(({ state }) => state.id);
  await work.on.query(
    `UPDATE issue SET assignee_user_id = $2, assignee_team_id = $3, assigned_by = 'PERSON' WHERE id = ANY ($1)`,
    [ids, userId, teamId],
  );
  return {
    ids,
    entries: ids.map((issueId) =>
      name === null
        ? { issueId, type: "UNASSIGNED" }
        : { issueId, type: "ASSIGNED", data: { assignee: name, userId, teamId } },
    ),
    subscribes: [userId, work.access.userId].filter((id) => id !== null),
  };
}
