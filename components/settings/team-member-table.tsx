import { TeamAction } from "#components/settings/team-action.tsx";
import { ROLES } from "#components/settings/roles.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import type { Member } from "#lib/accounts/queries.ts";
import type { ActionState } from "#lib/format/action-state.ts";

type Props = {
  members: readonly Member[];
  teamName: string;
  /** Who is looking. */
  userId: number | null;
  /** Whether the viewer may take out others. */
  canManage: boolean;
  removeAction: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** The people of a team. */
export function TeamMemberTable({ members, teamName, userId, canManage, removeAction }: Props) {
  return (
    <Table label="Members">
      <TableHead>
        <TableHeadCell>Person</TableHeadCell>
        <TableHeadCell className="max-sm:hidden">Role</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {members.map((member) => {
          const self = member.userId === userId;
          return (
            <TableRow key={member.userId}>
              <TableCell className="w-full max-w-0 min-w-32">
                <div className="flex items-center gap-2.5">
                  <Avatar name={member.name} size="md" className="max-sm:hidden" />
                  <div className="min-w-0">
                    <p className="flex items-center gap-2 text-base font-medium">
                      <span className="truncate">{member.name}</span>
                      {self && <Badge>You</Badge>}
                    </p>
                    <p className="truncate text-muted">{member.email}</p>
                  </div>
                </div>
              </TableCell>
              <TableCell className="max-sm:hidden">
                {ROLES.find(({ role }) => role === member.role)?.label}
              </TableCell>
              <TableCell className="text-right">
                {(canManage || self) && (
                  <TeamAction
                    label={self ? "Leave" : "Remove"}
                    accessibleLabel={self ? `Leave ${teamName}` : `Remove ${member.name} from ${teamName}`}
                    doneMessage={self ? `You left ${teamName}` : `${member.name} was removed`}
                    action={removeAction}
                    fields={{ userId: member.userId }}
                  />
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </tbody>
    </Table>
  );
}
