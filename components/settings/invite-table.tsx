import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PendingInvite } from "#lib/accounts/queries.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { ROLES } from "#components/settings/roles.ts";

type Props = {
  invites: readonly PendingInvite[];
  revokeAction: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Invites that nobody has used yet. */
export function InviteTable({ invites, revokeAction }: Props) {
  return (
    <Table label="Pending invites">
      <TableHead>
        <TableHeadCell>For</TableHeadCell>
        <TableHeadCell>Role</TableHeadCell>
        <TableHeadCell className="max-md:hidden">Invited by</TableHeadCell>
        <TableHeadCell className="max-sm:hidden">Ends</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {invites.map((invite) => (
          <TableRow key={invite.id}>
            <TableCell className="max-w-64 truncate">
              {invite.email ?? <span className="text-muted">Anybody with the link</span>}
            </TableCell>
            <TableCell>{ROLES.find(({ role }) => role === invite.role)?.label}</TableCell>
            <TableCell className="max-w-48 truncate text-muted max-md:hidden">{invite.createdBy}</TableCell>
            <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
              <Time at={invite.expiresAt.getTime()} />
            </TableCell>
            <TableCell className="text-right">
              <ConfirmAction
                label="Revoke"
                accessibleLabel={`Revoke the invite for ${invite.email ?? "anybody with the link"}`}
                title="Revoke this invite?"
                confirmLabel="Revoke"
                doneMessage="Invite revoked"
                action={revokeAction}
                fields={{ inviteId: invite.id }}
              >
                Its link stops working. People who joined already stay.
              </ConfirmAction>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
