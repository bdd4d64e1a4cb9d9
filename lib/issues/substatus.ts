// Why an unresolved issue deserves attention, and how long that stays true.
import type { IssueChange, IssueStatus, IssueSubstatus } from "#lib/issues/schema.ts";

export const NEW_FOR_MS = 7 * 24 * 3_600_000;

/** The substatus of an issue that a person reopens: still new when it is young, else ongoing. */
export function substatusWhenReopened(firstSeen: number, now: number): IssueSubstatus {
  return now - firstSeen < NEW_FOR_MS ? "NEW" : "ONGOING";
}

/**
 * What to show: new, regressed and escalating fade to ongoing a week after they began.
 * `since` is when the substatus was set, in milliseconds since 1970.
 */
export function currentSubstatus(
  status: IssueStatus,
  substatus: IssueSubstatus | null,
  since: number,
  now: number,
): IssueSubstatus | null {
  if (status !== "UNRESOLVED") return substatus;
  const fades = substatus === "NEW" || substatus === "REGRESSED" || substatus === "ESCALATING";
  return fades && now - since >= NEW_FOR_MS ? "ONGOING" : substatus;
}

export type StatusChange = Extract<IssueChange, { kind: "resolve" | "unresolve" | "archive" }>;

const ARCHIVED: Readonly<Record<string, IssueSubstatus>> = {
  forever: "ARCHIVED_FOREVER",
  escalating: "ARCHIVED_UNTIL_ESCALATING",
};

/** Status and substatus after a person's change. */
export function statusAfter(
  change: StatusChange,
  issue: { firstSeen: number },
  now: number,
): { status: IssueStatus; substatus: IssueSubstatus | null } {
  switch (change.kind) {
    case "resolve":
      return { status: "RESOLVED", substatus: null };
    case "unresolve":
      return { status: "UNRESOLVED", substatus: substatusWhenReopened(issue.firstSeen, now) };
    case "archive": {
      const until = typeof change.until === "string" ? ARCHIVED[change.until] : undefined;
      return { status: "ARCHIVED", substatus: until ?? "ARCHIVED_UNTIL_CONDITION_MET" };
    }
  }
}
