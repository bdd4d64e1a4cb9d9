import type { ReactNode } from "react";
import { LOOKS } from "#components/issues/activity-looks.ts";
import { CommentEntry } from "#components/issues/comment-entry.tsx";
import type { EditComment, DeleteComment } from "#components/issues/comment-actions.ts";
import { Markdown } from "#components/ui/markdown.tsx";
import { Time } from "#components/ui/time.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { IssueActivity } from "#lib/issues/queries-activity.ts";
import type { AssignableActor } from "#lib/issues/schema.ts";

type Props = {
  activities: IssueActivity[];
  actors: AssignableActor[];
  /** null for somebody who cannot have written anything. */
  viewerId: number | null;
  maxLength: number;
  edit: EditComment;
  remove: DeleteComment;
};

/** What happened to the issue and what people said of it, newest first. */
export function ActivityList({ activities, viewerId, ...rest }: Props) {
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-2.5 text-sm">
      {activities.map((entry) =>
        entry.comment ? (
          <li key={entry.id}>
            <CommentEntry
              {...rest}
              id={entry.id}
              text={entry.comment.text}
              at={entry.at}
              editedAt={entry.comment.editedAt ?? null}
              author={entry.by ?? "Somebody who left"}
              isOwn={viewerId !== null && entry.author?.id === viewerId}
            >
              <Markdown text={entry.comment.text} mentions={entry.comment.mentions.map(({ text }) => text)} />
            </CommentEntry>
          </li>
        ) : (
          <Entry key={entry.id} entry={entry} />
        ),
      )}
    </ol>
  );
}

function Entry({ entry: { type, at, by, detail } }: { entry: IssueActivity }): ReactNode {
  const { icon: Icon, does, alone } = LOOKS[type];
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {by === null ? alone : `${by} ${does}`}
        {detail && (
          <>
            {" "}
            <bdi>{untrustedText(detail, 500)}</bdi>
          </>
        )}
      </span>
      <Time at={at} format="short" className="shrink-0 text-muted" />
    </li>
  );
}
