import { ActivityList } from "#components/issues/activity-list.tsx";
import { CommentComposer } from "#components/issues/comment-composer.tsx";
import { may, type OrganizationAccess } from "#lib/accounts/access.ts";
import { MAX_COMMENT } from "#lib/issues/comment.ts";
import type { IssueActivity } from "#lib/issues/queries-activity.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { addCommentAction, deleteCommentAction, editCommentAction } from "./issue-actions.ts";
import { loadActors } from "./load-issue.ts";

type Props = { access: OrganizationAccess; issue: Issue; activities: IssueActivity[] };

/** A place to write, and what was written and done. */
export async function ActivitySection({ access, issue, activities }: Props) {
  const actors = await loadActors(access);
  // An older event may have come in since the entry was written.
  const told = activities.map((entry) =>
    entry.type === "FIRST_SEEN" ? { ...entry, at: Math.min(entry.at, issue.firstSeen) } : entry,
  );
  const mayWrite = access.userId !== null && may(access, "event:write");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {mayWrite && (
        <CommentComposer
          label="Comment"
          submit="Comment"
          hotkey
          actors={actors}
          maxLength={MAX_COMMENT}
          onSend={addCommentAction.bind(null, access.slug, issue.id)}
        />
      )}
      <ActivityList
        activities={told}
        actors={actors}
        viewerId={access.userId}
        maxLength={MAX_COMMENT}
        edit={editCommentAction.bind(null, access.slug, issue.id)}
        remove={deleteCommentAction.bind(null, access.slug, issue.id)}
      />
    </div>
  );
}
