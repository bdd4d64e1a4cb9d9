import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const MAX_SHOWN = 100_000;

type Props = {
  text: string;
  /** Lines that are used. */
  lines: number;
  skipped: number;
  /** Milliseconds since 1970. */
  updatedAt: number;
  /** Left out for whoever may not. */
  remove?: () => Promise<ActionState>;
};

/** What is made of the file that is there. */
export function CodeOwnersSummary({ text, lines, skipped, updatedAt, remove }: Props) {
  return (
    <div className="border-b pb-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <span className="font-medium">{counted(lines, "line")} in use</span>
          {skipped > 0 && <>, {skipped} skipped</>}
          <span className="text-muted">
            {" · "}updated <Time at={updatedAt} />
          </span>
        </p>
        {remove && (
          <ConfirmAction
            label="Remove"
            accessibleLabel="Remove the CODEOWNERS file"
            title="Remove the CODEOWNERS file?"
            confirmLabel="Remove file"
            doneMessage="CODEOWNERS file removed"
            action={remove}
            fields={{}}
          >
            The file and the names of its owners go. Issues stay with whom they are assigned to.
          </ConfirmAction>
        )}
      </div>
      <Disclosure summary="Show the file">
        <pre
          tabIndex={0}
          aria-label="The CODEOWNERS file"
          className="mt-1 max-h-96 overflow-auto rounded-md border bg-surface p-3 font-mono text-sm"
        >
          {untrustedText(text, MAX_SHOWN)}
        </pre>
      </Disclosure>
    </div>
  );
}
