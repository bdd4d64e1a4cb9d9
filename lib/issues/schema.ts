// The words of an issue list: what its URL may say, and the values an issue may have.
import { z } from "zod";

export const IssueStatus = z.enum(["UNRESOLVED", "RESOLVED", "ARCHIVED"]);
export const IssueSubstatus = z.enum([
  "NEW",
  "ONGOING",
  "ESCALATING",
  "REGRESSED",
  "ARCHIVED_FOREVER",
  "ARCHIVED_UNTIL_ESCALATING",
  "ARCHIVED_UNTIL_CONDITION_MET",
]);
export const IssueLevel = z.enum(["DEBUG", "INFO", "WARNING", "ERROR", "FATAL"]);
export const IssuePriority = z.enum(["LOW", "MEDIUM", "HIGH"]);
export const IssueTab = z.enum(["unresolved", "resolved", "archived", "all"]);
export const IssueSort = z.enum(["last_seen", "first_seen", "events", "users"]);

export type IssueStatus = z.infer<typeof IssueStatus>;
export type IssueSubstatus = z.infer<typeof IssueSubstatus>;
export type IssueLevel = z.infer<typeof IssueLevel>;
export type IssuePriority = z.infer<typeof IssuePriority>;
export type IssueTab = z.infer<typeof IssueTab>;
export type IssueSort = z.infer<typeof IssueSort>;

/** What the column holds; a larger number in a short id names no issue. */
export const MAX_ISSUE_NUMBER = 2_147_483_647;

/** Milliseconds since 1970; `from` is null when the range has no start. */
export type TimeRange = { from: number | null; until: number };

/** What an issue list shows. Empty `projectIds` and `environments` mean all of them. */
export type IssueFilters = {
  tab: IssueTab;
  sort: IssueSort;
  query: string;
  projectIds: readonly number[];
  environments: readonly string[];
  range: TimeRange;
  cursor: string | null;
  /** Rows a page, at most 100. */
  limit: number;
};

export const Assignee = z.object({ type: z.enum(["user", "team"]), id: z.number().int().positive() });
export type Assignee = z.infer<typeof Assignee>;

/** An assignee with a name to show. */
export type NamedAssignee = Assignee & { name: string };

/** Someone or some team an issue may be given to; `detail` is an e-mail address or "team". */
export type AssignableActor = NamedAssignee & { detail: string; isViewer: boolean };

/** What an issue was before a change: enough to take the change back. */
export const IssueState = z.object({
  id: z.number().int().positive(),
  status: IssueStatus,
  substatus: IssueSubstatus.nullable(),
  assignee: Assignee.nullable(),
});
export type IssueState = z.infer<typeof IssueState>;

export const IssueChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("resolve") }),
  z.object({ kind: z.literal("unresolve") }),
  z.object({ kind: z.literal("archive"), until: z.enum(["escalating", "forever"]) }),
  z.object({ kind: z.literal("assign"), assignee: Assignee.nullable() }),
  z.object({ kind: z.literal("restore"), states: z.array(IssueState).min(1).max(100) }),
]);
export type IssueChange = z.infer<typeof IssueChange>;

/** One change for one or many issues, as a form or a script asks for it. */
export const IssueUpdate = z.object({
  ids: z.array(z.number().int().positive()).min(1).max(100),
  change: IssueChange,
});
export type IssueUpdate = z.infer<typeof IssueUpdate>;
