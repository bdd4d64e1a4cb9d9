// What people and Debrief did to an issue, and who could take it.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { CommentData } from "#lib/issues/comment.ts";
import type { AssignableActor } from "#lib/issues/schema.ts";
import { cutTimePage, readTimeKeyset, readingFrom, type TimePage } from "#lib/time-keyset.ts";
import type { Prisma } from "#prisma/client.ts";
import type { ActivityType } from "#prisma/enums.ts";

/** `by` is null when Debrief did it by itself; `at` is milliseconds since 1970. */
export type IssueActivity = {
  id: string;
  type: ActivityType;
  at: number;
  by: string | null;
  author: { id: number; name: string; email: string } | null;
  /** To whom, until when, by what: the rest of the sentence; empty when there is nothing to say. */
  detail: string;
  /** Set for a comment. */
  comment: CommentData | null;
};

const MAX_ACTIVITIES = 50;
const MAX_PEOPLE = 500;

const include = {
  user: { select: { id: true, name: true, email: true } },
} satisfies Prisma.IssueActivityInclude;
type Found = Prisma.IssueActivityGetPayload<{ include: typeof include }>;

const Said = z
  .object({ assignee: z.string().optional(), until: z.string().optional(), detail: z.string().optional() })
  .catch({});

function toActivity(entry: Found): IssueActivity {
  const { assignee, until, detail } = Said.parse(entry.data);
  const comment = entry.type === "NOTE" ? CommentData.safeParse(entry.data) : null;
  return {
    id: entry.id.toString(),
    type: entry.type,
    at: entry.createdAt.getTime(),
    by: entry.user?.name ?? null,
    author: entry.user,
    detail: [assignee ?? until, detail].filter(Boolean).join(" "),
    comment: comment?.data ?? null,
  };
}

/** The newest entries, newest first. */
export const issueActivity = async (scope: IssueScope): Promise<IssueActivity[]> =>
  (await activityPage(scope, { cursor: null, limit: MAX_ACTIVITIES })).items;

type Asked = { cursor: string | null; limit: number; type?: ActivityType };

/** A page of the entries, newest first; of one type when it is given. */
export async function activityPage(scope: IssueScope, asked: Asked): Promise<TimePage<IssueActivity>> {
  const keyset = readTimeKeyset(asked.cursor);
  const { side, order } = readingFrom(keyset);
  const found = await db().issueActivity.findMany({
    where: {
      issueId: scope.issueId,
      ...(asked.type && { type: asked.type }),
      ...(keyset && { id: { [side]: keyset.id } }),
    },
    include,
    // Ids grow with time, and the index is by them.
    orderBy: { id: order },
    take: asked.limit + 1,
  });
  return cutTimePage(found.map(toActivity), asked.limit, keyset, ({ at, id }) => ({ at, id: BigInt(id) }));
}

/** One comment of the issue; null when there is none with that id. */
export async function findComment(scope: IssueScope, id: bigint): Promise<IssueActivity | null> {
  const found = await db().issueActivity.findFirst({
    where: { id, issueId: scope.issueId, type: "NOTE" },
    include,
  });
  return found && toActivity(found);
}

/** What the last regression was, such as "in 2.5.0, was resolved in 2.4.1"; empty when nobody said. */
export async function lastRegression(scope: IssueScope): Promise<string> {
  const entry = await db().issueActivity.findFirst({
    where: { issueId: scope.issueId, type: "REGRESSED" },
    select: { data: true },
    orderBy: { id: "desc" },
  });
  return Said.parse(entry?.data).detail ?? "";
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
