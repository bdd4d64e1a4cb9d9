// What a PUT on issues asks for, in the words of tools, as changes of ours.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { FieldErrors } from "#lib/api/answer.ts";
import { assignableActors } from "#lib/issues/queries-activity.ts";
import type { Assignee, IssueChange } from "#lib/issues/schema.ts";

const Status = z.enum(["resolved", "unresolved", "ignored", "muted"], {
  error: "Use resolved, unresolved or ignored.",
});

/** Resolving by release and archiving by a condition would do something else than they say, so they are refused. */
const never = (what: string) => z.unknown().refine((value) => !value, `${what} is not supported.`);

export const IssueChangeBody = z.object({
  status: Status.optional(),
  substatus: z.string().nullish(),
  statusDetails: z
    .record(z.string(), z.unknown())
    .refine((details) => Object.values(details).every((value) => !value), "Status details are not supported.")
    .nullish(),
  assignedTo: z.union([z.string(), z.number()]).nullish(),
  ignoreDuration: never("Archiving for a time").optional(),
  ignoreCount: never("Archiving by a count").optional(),
  ignoreUserCount: never("Archiving by a number of users").optional(),
  merge: never("Merging").optional(),
  discard: never("Discarding").optional(),
  priority: never("Setting the priority").optional(),
});
export type IssueChangeBody = z.infer<typeof IssueChangeBody>;

const ARCHIVE = new Map([
  ["archived_until_escalating", "escalating" as const],
  ["archived_forever", "forever" as const],
]);

function statusChange({ status, substatus }: IssueChangeBody): IssueChange | null {
  if (status === undefined) return null;
  if (status === "resolved") return { kind: "resolve" };
  if (status === "unresolved") return { kind: "unresolve" };
  const until = ARCHIVE.get(substatus ?? "archived_forever");
  if (!until) throw new FieldErrors({ substatus: ["Use archived_until_escalating or archived_forever."] });
  return { kind: "archive", until };
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
): Promise<IssueChange[]> {
  const status = statusChange(body);
  const changes: IssueChange[] = status ? [status] : [];
  if (body.assignedTo !== undefined)
    changes.push({ kind: "assign", assignee: await findAssignee(access, body.assignedTo) });
  return changes;
}
