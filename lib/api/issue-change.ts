// What a PUT on issues asks for, as changes of ours.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { FieldErrors } from "#lib/api/answer.ts";
import type { IssueChangeBody } from "#lib/api/issue-change-body.ts";
import { assignableActors } from "#lib/issues/queries-activity.ts";
import { ArchiveCondition, type Assignee, type IssueChange, IssuePriority } from "#lib/issues/schema.ts";

const MINUTE = 60_000;

type Archive = Extract<IssueChange, { kind: "archive" }>["until"];

/** The condition, which stands in `statusDetails` or beside it; null when there is none. */
function conditionOf(body: IssueChangeBody, now: number): ArchiveCondition | null {
  const details = { ...body, ...body.statusDetails };
  const { ignoreDuration, ignoreCount, ignoreUserCount } = details;
  const condition = ArchiveCondition.safeParse({
    until: ignoreDuration === undefined ? undefined : now + ignoreDuration * MINUTE,
    count: ignoreCount,
    windowMinutes: ignoreCount === undefined ? undefined : details.ignoreWindow,
    userCount: ignoreUserCount,
    userWindowMinutes: ignoreUserCount === undefined ? undefined : details.ignoreUserWindow,
  });
  return condition.success ? condition.data : null;
}

function archiveUntil(body: IssueChangeBody, now: number): Archive {
  const condition = conditionOf(body, now);
  if (condition) return condition;
  switch (body.substatus ?? "archived_until_escalating") {
    case "archived_until_escalating":
      return "escalating";
    case "archived_forever":
      return "forever";
    case "archived_until_condition_met":
      throw new FieldErrors({
        substatus: ["Say the condition by ignoreDuration, ignoreCount or ignoreUserCount."],
      });
    default:
      throw new FieldErrors({
        substatus: ["Use archived_until_escalating, archived_until_condition_met or archived_forever."],
      });
  }
}

function resolvedBy({ status, statusDetails }: IssueChangeBody): IssueChange | null {
  const { inRelease, inNextRelease, inCommit } = statusDetails ?? {};
  if (inRelease) return { kind: "resolve", by: { kind: "release", version: inRelease } };
  if (inCommit) {
    const { commit, repository } = inCommit;
    return { kind: "resolve", by: { kind: "commit", commit, repository: repository ?? undefined } };
  }
  if (inNextRelease || status === "resolvedInNextRelease")
    return { kind: "resolve", by: { kind: "next_release" } };
  return status === "resolved" ? { kind: "resolve" } : null;
}

/** Details alone mean the status that they belong to. */
function statusChange(body: IssueChangeBody, now: number): IssueChange | null {
  const { status } = body;
  if (status === "unresolved") return { kind: "unresolve" };
  if (status !== "ignored" && status !== "muted") {
    const resolve = resolvedBy(body);
    if (resolve) return resolve;
    if (conditionOf(body, now) === null) return null;
  }
  return { kind: "archive", until: archiveUntil(body, now) };
}

/** `user:5`, `team:3`, a user's number, e-mail address, or `#team`; an empty text or null is nobody. */
async function findAssignee(
  access: OrganizationAccess,
  asked: string | number | null,
): Promise<Assignee | null> {
  const text = String(asked ?? "").trim();
  if (text === "") return null;
  const [, type = "user", number] = /^(?:(user|team):)?(\d{1,9})$/.exec(text) ?? [];
  const wanted = text.replace(/^#/, "").toLowerCase();
  const found = (await assignableActors(access)).find((actor) => {
    if (number !== undefined) return actor.type === type && actor.id === Number(number);
    if (actor.type === "team") return text.startsWith("#") && actor.name.toLowerCase() === wanted;
    return actor.detail.toLowerCase() === wanted || (wanted === "me" && actor.isViewer);
  });
  if (!found)
    throw new FieldErrors({ assignedTo: ["There is no such member or team in this organization."] });
  return { type: found.type, id: found.id };
}

/** The changes in the order in which they are made; none when the body asks for nothing that changes an issue. */
export async function issueChanges(
  access: OrganizationAccess,
  body: IssueChangeBody,
  now = Date.now(),
): Promise<IssueChange[]> {
  const status = statusChange(body, now);
  const { priority, hasSeen, isBookmarked, isSubscribed, inbox } = body;
  const changes: IssueChange[] = status ? [status] : [];
  if (body.assignedTo !== undefined)
    changes.push({ kind: "assign", assignee: await findAssignee(access, body.assignedTo) });
  if (priority) changes.push({ kind: "priority", priority: IssuePriority.parse(priority.toUpperCase()) });
  if (inbox === false) changes.push({ kind: "review" });
  if (typeof hasSeen === "boolean") changes.push({ kind: "seen", on: hasSeen });
  if (typeof isBookmarked === "boolean") changes.push({ kind: "bookmark", on: isBookmarked });
  if (typeof isSubscribed === "boolean") changes.push({ kind: "subscribe", on: isSubscribed });
  return changes;
}

/** Whether it names a release of one project, which other projects do not have. */
export const isByRelease = (changes: readonly IssueChange[]): boolean =>
  changes.some(
    (change) =>
      change.kind === "resolve" && (change.by?.kind === "release" || change.by?.kind === "next_release"),
  );
