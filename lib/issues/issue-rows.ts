// One row of the issue list, as Postgres knows it.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import type {
  IssueLevel,
  IssuePriority,
  IssueStatus,
  IssueSubstatus,
  NamedAssignee,
} from "#lib/issues/schema.ts";
import { formatShortId } from "#lib/issues/short-id.ts";
import { currentSubstatus } from "#lib/issues/substatus.ts";
import type { Prisma } from "#prisma/client.ts";

const IssueMetadata = z.record(z.string(), z.unknown()).catch({});
type IssueMetadata = z.infer<typeof IssueMetadata>;

/** Times are milliseconds since 1970. */
export type IssueRow = {
  id: number;
  shortId: string;
  type: string;
  title: string;
  culprit: string;
  logger: string;
  platform: string;
  /** What the title was made of. */
  metadata: IssueMetadata;
  level: IssueLevel;
  status: IssueStatus;
  substatus: IssueSubstatus | null;
  priority: IssuePriority;
  unhandled: boolean;
  firstSeen: number;
  lastSeen: number;
  timesSeen: number;
  project: { id: number; slug: string; name: string; platform: string };
  assignee: NamedAssignee | null;
  /** It waits to be reviewed. */
  isForReview: boolean;
  comments: number;
  groupIds: bigint[];
};

// A merged issue may own thousands of groups; its counts in a list then cover the newest of them.
const MAX_GROUPS = 500;

const include = {
  project: { select: { id: true, slug: true, name: true, platform: true } },
  assigneeUser: { select: { id: true, name: true } },
  assigneeTeam: { select: { id: true, name: true } },
  hashes: { select: { id: true }, orderBy: { id: "desc" }, take: MAX_GROUPS },
} satisfies Prisma.IssueInclude;

type Found = Prisma.IssueGetPayload<{ include: typeof include }>;

/** Issues in the order that is asked for; `where` must already be scoped to an organization. */
export async function readIssueRows(
  access: OrganizationAccess,
  query: { where: Prisma.IssueWhereInput; orderBy?: Prisma.IssueOrderByWithRelationInput[]; take?: number },
): Promise<IssueRow[]> {
  const found = await db().issue.findMany({
    ...query,
    where: { AND: [{ project: { organizationId: access.organizationId } }, query.where] },
    include,
  });
  const now = Date.now();
  return found.map((issue) => issueRow(issue, now));
}

/** A person or a team, whichever the issue is given to. */
export function namedAssignee(issue: {
  assigneeUser: { id: number; name: string } | null;
  assigneeTeam: { id: number; name: string } | null;
}): NamedAssignee | null {
  if (issue.assigneeUser) return { type: "user", ...issue.assigneeUser };
  return issue.assigneeTeam && { type: "team", ...issue.assigneeTeam };
}

function issueRow(issue: Found, now: number): IssueRow {
  return {
    id: issue.id,
    shortId: formatShortId(issue.project.slug, issue.number),
    type: issue.type,
    title: issue.title,
    culprit: issue.culprit,
    logger: issue.logger,
    platform: issue.platform,
    metadata: IssueMetadata.parse(issue.metadata),
    level: issue.level,
    status: issue.status,
    substatus: currentSubstatus(issue.status, issue.substatus, issue.statusChangedAt.getTime(), now),
    priority: issue.priority,
    unhandled: issue.unhandled,
    firstSeen: issue.firstSeen.getTime(),
    lastSeen: issue.lastSeen.getTime(),
    timesSeen: Number(issue.timesSeen),
    project: issue.project,
    assignee: namedAssignee(issue),
    isForReview: issue.reviewReason !== null,
    comments: issue.commentCount,
    groupIds: issue.hashes.map((hash) => hash.id),
  };
}
