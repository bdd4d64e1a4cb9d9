// What was done, in a few words.
import { counted } from "#lib/format/count.ts";
import type { IssueChange, NamedAssignee } from "#lib/issues/schema.ts";

/** The verb, and what follows the issues. */
type Words = [verb: string, rest?: string];

function wordsOf(change: IssueChange, actors: readonly NamedAssignee[]): Words {
  switch (change.kind) {
    case "resolve":
      return ["Resolved"];
    case "unresolve":
      return ["Reopened"];
    case "archive":
      return ["Archived"];
    case "assign": {
      const { assignee } = change;
      if (assignee === null) return ["Unassigned"];
      const actor = actors.find(({ type, id }) => type === assignee.type && id === assignee.id);
      return ["Assigned", actor && `to ${actor.name}`];
    }
    case "priority":
      return ["Set", `to ${change.priority.toLowerCase()} priority`];
    case "review":
      return ["Reviewed"];
    case "subscribe":
      return change.on ? ["Subscribed", "to"] : ["Unsubscribed", "from"];
    case "bookmark":
      return change.on ? ["Bookmarked"] : ["Removed", "from your bookmarks"];
    case "seen":
      return ["Marked", change.on ? "as seen" : "as not seen"];
  }
}

/** "Archived 12 issues", "Assigned to Bo", "Assigned 3 issues to Bo". */
export function sayChange(change: IssueChange, count: number, actors: readonly NamedAssignee[]): string {
  const [verb, rest] = wordsOf(change, actors);
  const issues = count === 1 ? undefined : counted(count, "issue");
  // One subscribes to issues, and to nothing when there is but one.
  const words = change.kind === "subscribe" ? [verb, issues && rest, issues] : [verb, issues, rest];
  return words.filter(Boolean).join(" ");
}
