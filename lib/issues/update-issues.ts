// Resolve, unresolve, archive, assign, and take one of these back: for one or many issues, in one transaction.
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import type { Assignee, IssueChange, IssueState, IssueUpdate } from "#lib/issues/schema.ts";
import { statusAfter } from "#lib/issues/substatus.ts";
import type { Prisma } from "#prisma/client.ts";
import type { ActivityType } from "#prisma/enums.ts";

type Tx = Prisma.TransactionClient;
type Current = IssueState & { firstSeen: number };
type Entry = { issueId: number; type: ActivityType; data: Prisma.InputJsonObject };

const select = {
  id: true,
  status: true,
  substatus: true,
  firstSeen: true,
  assigneeUserId: true,
  assigneeTeamId: true,
} satisfies Prisma.IssueSelect;

/**
 * Makes the change and notes it in each issue's activity; issues that are already so stay untouched.
 * @returns what the changed issues were before.
 * @throws RequestError 404 when an id is not an issue of this organization, 400 for a stranger as assignee.
 */
export async function updateIssues(
  access: OrganizationAccess,
  { ids, change }: IssueUpdate,
  now = Date.now(),
): Promise<IssueState[]> {
  demand(access, "event:write");
  const wanted = [...new Set(change.kind === "restore" ? change.states.map((state) => state.id) : ids)];
  return db().$transaction(async (tx) => {
    const issues = await lockIssues(tx, access, wanted);
    const names = await namesOfAssignees(tx, access, targets(change));
    const before: IssueState[] = [];
    const entries: Entry[] = [];
    for (const { firstSeen, ...state } of issues) {
      const after = stateAfter(change, { ...state, firstSeen }, now);
      const notes = differences(state, after, names);
      if (notes.length === 0) continue;
      before.push(state);
      entries.push(...notes);
      await write(tx, state, after, now);
    }
    await tx.issueActivity.createMany({
      data: entries.map((entry) => ({ ...entry, userId: access.userId, createdAt: new Date(now) })),
    });
    return before;
  });
}

/** Ordered by id, so that two bulk changes never wait for each other. */
async function lockIssues(tx: Tx, access: OrganizationAccess, ids: readonly number[]): Promise<Current[]> {
  const sorted = ids.toSorted((a, b) => a - b);
  await tx.$queryRaw`
    SELECT i.id FROM issue i JOIN project p ON p.id = i.project_id
    WHERE i.id = ANY (${sorted}) AND p.organization_id = ${access.organizationId}
    ORDER BY i.id FOR UPDATE OF i`;
  const found = await tx.issue.findMany({
    where: { id: { in: sorted }, project: { organizationId: access.organizationId } },
    select,
    orderBy: { id: "asc" },
  });
  if (found.length !== sorted.length) throw new RequestError(404, "There is no such issue.");
  return found.map(({ assigneeUserId, assigneeTeamId, firstSeen, ...issue }) => ({
    ...issue,
    firstSeen: firstSeen.getTime(),
    assignee: assigneeOf(assigneeUserId, assigneeTeamId),
  }));
}

function assigneeOf(userId: number | null, teamId: number | null): Assignee | null {
  if (userId !== null) return { type: "user", id: userId };
  return teamId === null ? null : { type: "team", id: teamId };
}

function targets(change: IssueChange): Assignee[] {
  if (change.kind === "assign") return change.assignee ? [change.assignee] : [];
  return change.kind === "restore" ? change.states.flatMap((state) => state.assignee ?? []) : [];
}

const key = (assignee: Assignee | null) => (assignee ? `${assignee.type}:${assignee.id}` : "");

async function namesOfAssignees(
  tx: Tx,
  access: OrganizationAccess,
  assignees: readonly Assignee[],
): Promise<Map<string, string>> {
  const ids = (type: Assignee["type"]) => assignees.filter((one) => one.type === type).map((one) => one.id);
  const organizationId = access.organizationId;
  const users = await tx.membership.findMany({
    where: { organizationId, userId: { in: ids("user") } },
    select: { user: { select: { id: true, name: true } } },
  });
  const teams = await tx.team.findMany({ where: { organizationId, id: { in: ids("team") } } });
  const names = new Map([
    ...users.map(({ user }): [string, string] => [`user:${user.id}`, user.name]),
    ...teams.map((team): [string, string] => [`team:${team.id}`, team.name]),
  ]);
  if (assignees.some((one) => !names.has(key(one))))
    throw new RequestError(400, "Only members and teams of this organization can be assigned.");
  return names;
}

function stateAfter(change: IssueChange, issue: Current, now: number): IssueState {
  const { firstSeen: _firstSeen, ...state } = issue;
  if (change.kind === "restore") return change.states.find((one) => one.id === issue.id) ?? state;
  if (change.kind === "assign") return { ...state, assignee: change.assignee };
  if (change.kind === "unresolve" && state.status === "UNRESOLVED") return state;
  return { ...state, ...statusAfter(change, issue, now) };
}

function differences(before: IssueState, after: IssueState, names: ReadonlyMap<string, string>): Entry[] {
  const entries: Entry[] = [];
  const issueId = before.id;
  if (before.status !== after.status || before.substatus !== after.substatus) {
    const until = after.substatus === "ARCHIVED_FOREVER" ? "forever" : "until it escalates";
    entries.push({ issueId, type: after.status, data: after.status === "ARCHIVED" ? { until } : {} });
  }
  if (key(before.assignee) !== key(after.assignee)) {
    const assignee = names.get(key(after.assignee));
    if (assignee === undefined) entries.push({ issueId, type: "UNASSIGNED", data: {} });
    else entries.push({ issueId, type: "ASSIGNED", data: { assignee } });
  }
  return entries;
}

async function write(tx: Tx, before: IssueState, after: IssueState, now: number): Promise<void> {
  const moved = before.status !== after.status || before.substatus !== after.substatus;
  await tx.issue.update({
    where: { id: after.id },
    data: {
      status: after.status,
      substatus: after.substatus,
      statusChangedAt: moved ? new Date(now) : undefined,
      assigneeUserId: after.assignee?.type === "user" ? after.assignee.id : null,
      assigneeTeamId: after.assignee?.type === "team" ? after.assignee.id : null,
    },
  });
}
