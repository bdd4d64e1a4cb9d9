// Filters of the issue list as conditions for Postgres.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { groupsOfUsers } from "#lib/issues/groups-of-users.ts";
import { type IssueFilters, type IssueStatus, MAX_ISSUE_NUMBER } from "#lib/issues/schema.ts";
import { type AssignedTo, escapeLike, type IssueSearch } from "#lib/issues/search.ts";
import { parseShortId } from "#lib/issues/short-id.ts";
import type { Prisma } from "#prisma/client.ts";

type Where = Prisma.IssueWhereInput;

const STATUS_OF_TAB: Readonly<Record<IssueFilters["tab"], IssueStatus | null>> = {
  unresolved: "UNRESOLVED",
  resolved: "RESOLVED",
  archived: "ARCHIVED",
  all: null,
};

// Prisma passes LIKE's wildcards through, so they are escaped here.
const contains = (word: string) => ({ contains: escapeLike(word), mode: "insensitive" as const });

function wordWhere(word: string): Where {
  const anywhere: Where[] = [{ title: contains(word) }, { culprit: contains(word) }];
  const short = parseShortId(word);
  if (short && short.number <= MAX_ISSUE_NUMBER)
    anywhere.push({ number: short.number, project: { slug: short.projectSlug } });
  return { OR: anywhere };
}

function assignedWhere(assigned: AssignedTo, userId: number | null): Where {
  if (assigned === "nobody") return { assigneeUserId: null, assigneeTeamId: null };
  if (assigned === "anyone") return { NOT: { assigneeUserId: null, assigneeTeamId: null } };
  if (assigned === "me") return { assigneeUserId: userId ?? -1 };
  if ("team" in assigned) return { assigneeTeam: { slug: assigned.team } };
  return { assigneeUser: { email: assigned.email } };
}

function searchWhere(search: IssueSearch, userId: number | null): Where[] {
  const all = search.words.map(wordWhere);
  if (search.substatuses.length) all.push({ substatus: { in: search.substatuses } });
  if (search.levels.length) all.push({ level: { in: search.levels } });
  if (search.unhandled !== null) all.push({ unhandled: search.unhandled });
  if (search.assigned.length) all.push({ OR: search.assigned.map((one) => assignedWhere(one, userId)) });
  if (search.releases.length) {
    const version = { version: { in: search.releases } };
    all.push({ OR: [{ firstRelease: version }, { lastRelease: version }] });
  }
  return all;
}

/** When the issue was seen, in the chosen environments when there are any. */
function seenWhere({ environments, range }: IssueFilters): Where[] {
  const lastSeen = range.from === null ? undefined : { gte: new Date(range.from) };
  if (environments.length === 0) return lastSeen ? [{ lastSeen }] : [];
  const inEnvironment = { environment: { name: { in: [...environments] } }, lastSeen };
  return [{ environments: { some: inEnvironment } }];
}

/** Every condition but the tab's, so that the tabs can be counted. */
export async function commonWhere(
  access: OrganizationAccess,
  filters: IssueFilters,
  search: IssueSearch,
): Promise<Where> {
  const project = { organizationId: access.organizationId };
  const scope: Where = filters.projectIds.length
    ? { project, projectId: { in: [...filters.projectIds] } }
    : { project };
  const affected: Where[] = [];
  if (search.users.length) {
    const groups = await groupsOfUsers(access, search.users, filters.range);
    affected.push({ hashes: { some: { id: { in: groups } } } });
  }
  // An issue is made just before its first event is stored; until it is counted, there is nothing to show.
  const counted: Where = { timesSeen: { gt: 0 }, mergedIntoId: null };
  return { AND: [scope, counted, ...affected, ...seenWhere(filters), ...searchWhere(search, access.userId)] };
}

/** The tab's condition; `is:` in the search wins over the tab. */
export function statusWhere(filters: IssueFilters, search: IssueSearch): Where {
  if (search.statuses.length) return { status: { in: search.statuses } };
  const status = STATUS_OF_TAB[filters.tab];
  return status ? { status } : {};
}
