"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { answered, type DeleteComment, type EditComment } from "#components/issues/comment-actions.ts";
import { CommentComposer } from "#components/issues/comment-composer.tsx";
import { FormDialog } from "#components/issues/form-dialog.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { AssignableActor } from "#lib/issues/schema.ts";

type Props = {
  id: string;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  editedAt: number | null;
  author: string;
  isOwn: boolean;
  actors: AssignableActor[];
  maxLength: number;
  edit: EditComment;
  remove: DeleteComment;
  /** The text as it is shown. */
  children: ReactNode;
};

/** A comment; its author can change and delete it. */
export function CommentEntry({ id, author, at, editedAt, isOwn, children, ...props }: Props) {
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const menu = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => menu.current?.focus());
  };
  return (
    <article aria-label={`Comment by ${author}`} className="rounded-md border bg-surface px-2.5 py-2">
      <header className="mb-1 flex min-h-6 items-center gap-1.5">
        <Avatar name={author} />
        <span className="min-w-0 truncate font-medium">{author}</span>
        <span className="flex shrink-0 gap-1 text-muted">
          <Time at={at} format="short" />
          {editedAt !== null && <span>· edited</span>}
        </span>
        {isOwn && !editing && (
          <Menu
            label="Comment"
            align="end"
            trigger={
              <Button
                ref={menu}
                icon
                size="sm"
                variant="ghost"
                aria-label="Change this comment"
                className="-my-1 -mr-1 ml-auto"
              >
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setEditing(true)}>
              Edit
            </MenuItem>
            <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setDeleting(true)}>
              Delete…
            </MenuItem>
          </Menu>
        )}
      </header>
      {editing ? (
        <CommentComposer
          label="Edit the comment"
          submit="Save"
          actors={props.actors}
          maxLength={props.maxLength}
          initial={props.text}
          autoFocus
          onSend={async (text) => {
            const answer = await props.edit(id, text);
            if (answer.ok) close();
            return answer;
          }}
          onCancel={close}
        />
      ) : (
        children
      )}
      <DeleteDialog
        id={id}
        open={deleting}
        onOpenChange={setDeleting}
        remove={props.remove}
        returnTo={menu}
      />
    </article>
  );
}

type DeleteProps = {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  remove: DeleteComment;
  returnTo: React.RefObject<HTMLButtonElement | null>;
};

function DeleteDialog({ id, open, onOpenChange, remove, returnTo }: DeleteProps) {
  const toast = useToast();
  const submit = async () => {
    onOpenChange(false);
    const answer = await answered(remove(id));
    if (!answer.ok) return toast({ title: "Not deleted", detail: answer.message, tone: "error" });
    toast({ title: "Comment deleted" });
    // Where it stood there is nothing left to focus.
    document.querySelector<HTMLElement>("[aria-keyshortcuts=c]")?.focus();
  };
  return (
    <FormDialog
      title="Delete this comment?"
      description="It goes for everybody, and does not come back."
      submit="Delete"
      danger
      open={open}
      onOpenChange={onOpenChange}
      onSubmit={() => void submit()}
      returnTo={returnTo}
    />
  );
}
