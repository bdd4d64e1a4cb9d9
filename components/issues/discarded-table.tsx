import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { levelOf } from "#components/issues/issue-status.ts";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { DiscardedIssue } from "#lib/issues/discarded.ts";

type Props = {
  discarded: readonly DiscardedIssue[];
  /** Left out for those who may not. */
  stopAction?: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** What a project discards, each with the way to stop it. */
export function DiscardedTable({ discarded, stopAction }: Props) {
  return (
    <Table label="Discarded issues" className="table-fixed">
      <TableHead>
        <TableHeadCell>Issue</TableHeadCell>
        <TableHeadCell className="w-28 max-sm:hidden">Discarded</TableHeadCell>
        <TableHeadCell className="w-40 max-md:hidden">By</TableHeadCell>
        <TableHeadCell className="relative w-36">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {discarded.map((issue) => (
          <DiscardedRow key={issue.id} issue={issue} stopAction={stopAction} />
        ))}
      </tbody>
    </Table>
  );
}

function DiscardedRow({ issue, stopAction }: { issue: DiscardedIssue } & Pick<Props, "stopAction">) {
  const title = untrustedText(issue.title, 200);
  return (
    <TableRow>
      <TableCell>
        <span className="flex min-w-0 items-center gap-2">
          <LevelMark level={levelOf(issue.level)} className="shrink-0" />
          <bdi className="truncate font-medium" title={title}>
            {title}
          </bdi>
        </span>
        {issue.culprit && (
          <bdi className="block truncate font-mono text-xs text-muted" title={issue.culprit}>
            {untrustedText(issue.culprit, 200)}
          </bdi>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
        <Time at={issue.at} />
      </TableCell>
      <TableCell className="truncate text-muted max-md:hidden">{issue.by ?? "Somebody"}</TableCell>
      <TableCell className="text-right max-sm:px-0">
        {stopAction && (
          <ConfirmAction
            label="Stop discarding"
            accessibleLabel={`Stop discarding ${title}`}
            title="Stop discarding it?"
            confirmLabel="Stop discarding"
            doneMessage="No longer discarded"
            action={stopAction}
            fields={{ id: issue.id }}
            variant="primary"
          >
            The next such event is stored again and becomes a new issue. What was dropped until now does not
            come back.
          </ConfirmAction>
        )}
      </TableCell>
    </TableRow>
  );
}
