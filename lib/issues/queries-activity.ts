// What people and Debrief did to an issue, and who could take it.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import type { AssignableActor } from "#lib/issues/schema.ts";
import type { ActivityType } from "#prisma/enums.ts";

/** `by` is null when Debrief did it by itself; `at` is milliseconds since 1970. */
export type IssueActivity = {
  id: string;
  type: ActivityType;
  at: number;
  by: string | null;
  /** To whom it was assigned, or how it was archived; empty when there is nothing to say. */
  detail: string;
};

const MAX_ACTIVITIES = 50;
const MAX_PEOPLE = 500;

/** The newest entries, newest first. */
export async function issueActivity(scope: IssueScope): Promise<IssueActivity[]> {
  const found = await db().issueActivity.findMany({
    where: { issueId: scope.issueId },
    include: { user: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_ACTIVITIES,
  });
  return found.map((entry) => ({
    id: entry.id.toString(),
    type: entry.type,
    at: entry.createdAt.getTime(),
    by: entry.user?.name ?? null,
    detail: detailOf(entry.data),
  }));
}

function detailOf(data: unknown): string {
  if (typeof data !== "object" || data === null) return "";
  if ("assignee" in data && typeof data.assignee === "string") return data.assignee;
  if ("until" in data && typeof data.until === "string") return data.until;
  return "";
}

/** Members and teams of the organization, the viewer first. */
export async function assignableActors(access: OrganizationAccess): Promise<AssignableActor[]> {
  const organizationId = access.organizationId;
  const [members, teams] = await Promise.all([
    db().membership.findMany({
      where: { organizationId },
      select: { user: { select: { id: true, name: true, email: true } } },
      orderBy: { user: { name: "asc" } },
      take: MAX_PEOPLE,
    }),
    db().team.findMany({ where: { organizationId }, orderBy: { name: "asc" }, take: MAX_PEOPLE }),
  ]);
  const people = members.map(({ user }): AssignableActor => {
    const isViewer = user.id === access.userId;
    return { type: "user", id: user.id, name: user.name, detail: user.email, isViewer };
  });
  const groups = teams.map(({ id, name }): AssignableActor => ({
    type: "team",
    id,
    name,
    detail: "Team",
    isViewer: false,
  }));
  return [...people.filter((one) => one.isViewer), ...people.filter((one) => !one.isViewer), ...groups];
}
