// The words of an issue list: what its URL may say, and the values an issue may have.
import { z } from "zod";
import { isStorable, NOT_STORABLE, RowId } from "#lib/storable.ts";

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
export const IssueTab = z.enum([
  "unresolved",
  "for_review",
  "regressed",
  "escalating",
  "resolved",
  "archived",
  "all",
]);
export const IssueSort = z.enum(["last_seen", "first_seen", "events", "users", "priority", "trends"]);

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

export const Assignee = z.object({ type: z.enum(["user", "team"]), id: RowId });
export type Assignee = z.infer<typeof Assignee>;

/** An assignee with a name to show. */
export type NamedAssignee = Assignee & { name: string };

/** Someone or some team an issue may be given to; `detail` is an e-mail address or "team". */
export type AssignableActor = NamedAssignee & { detail: string; isViewer: boolean };

const LATEST = Date.UTC(2200, 0);

/** When an archived issue comes back: each condition that is set, and the first that is met. At least one is. */
export const ArchiveCondition = z
  .object({
    /** Milliseconds since 1970. */
    until: z.int().positive().max(LATEST).optional(),
    /** So many events more, within the window when there is one. */
    count: z.int().min(1).max(1_000_000).optional(),
    windowMinutes: z.int().min(1).max(10_080).optional(),
    /** So many users more, within the window when there is one. */
    userCount: z.int().min(1).max(1_000_000).optional(),
    userWindowMinutes: z.int().min(1).max(10_080).optional(),
  })
  .refine(({ until, count, userCount }) => until ?? count ?? userCount, "Say when it should come back.");
export type ArchiveCondition = z.infer<typeof ArchiveCondition>;

/** What an issue is resolved by; it decides which later events are regressions. */
export const ResolvedBy = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("now") }),
  z.object({ kind: z.literal("next_release") }),
  z.object({
    kind: z.literal("release"),
    version: z.string().trim().min(1).max(200).refine(isStorable, NOT_STORABLE),
  }),
  z.object({
    kind: z.literal("commit"),
    commit: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f]{7,40}$/, "Enter 7 to 40 hex characters."),
    repository: z.string().trim().max(200).refine(isStorable, NOT_STORABLE).optional(),
  }),
]);
export type ResolvedBy = z.infer<typeof ResolvedBy>;

/** One change of one or many issues. `subscribe`, `bookmark` and `seen` concern whoever makes it. */
export const IssueChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("resolve"), by: ResolvedBy.optional() }),
  z.object({ kind: z.literal("unresolve") }),
  z.object({
    kind: z.literal("archive"),
    until: z.union([z.literal("escalating"), z.literal("forever"), ArchiveCondition]),
  }),
  z.object({ kind: z.literal("assign"), assignee: Assignee.nullable() }),
  z.object({ kind: z.literal("priority"), priority: IssuePriority }),
  z.object({ kind: z.literal("review") }),
  z.object({ kind: z.literal("subscribe"), on: z.boolean() }),
  z.object({ kind: z.literal("bookmark"), on: z.boolean() }),
  z.object({ kind: z.literal("seen"), on: z.boolean() }),
]);
export type IssueChange = z.infer<typeof IssueChange>;

export const MAX_CHANGED_ISSUES = 10_000;

/** One change for one or many issues, as a form or a script asks for it. */
export const IssueUpdate = z.object({
  ids: z.array(RowId).min(1).max(MAX_CHANGED_ISSUES),
  change: IssueChange,
});
export type IssueUpdate = z.infer<typeof IssueUpdate>;

/** What a change did. `undo` takes it back for an hour; null when nothing changed or it cannot be taken back. */
export type ChangeOutcome = { changed: number; undo: string | null };
