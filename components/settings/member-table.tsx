import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Member } from "#lib/accounts/queries.ts";
import type { Role } from "#lib/accounts/scopes.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { RoleSelect } from "#components/settings/role-select.tsx";
import { ROLES } from "#components/settings/roles.ts";

type Props = {
  members: readonly Member[];
  /** Who is looking. */
  userId: number;
  /** Roles that the viewer may give and take; none when the viewer may not change members. */
  roles: readonly Role[];
  organizationName: string;
  changeRoleAction: (userId: number, role: string) => Promise<ActionState>;
  removeAction: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Everybody in the organization. */
export function MemberTable(props: Props) {
  const { members, userId, roles, organizationName, changeRoleAction, removeAction } = props;
  return (
    <Table label="Members">
      <TableHead>
        <TableHeadCell>Person</TableHeadCell>
        <TableHeadCell>Role</TableHeadCell>
        <TableHeadCell className="max-md:hidden">Joined</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {members.map((member) => {
          const self = member.userId === userId;
          const changeable = roles.includes(member.role);
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
              <TableCell className="max-sm:px-1">
                {changeable ? (
                  <RoleSelect
                    userId={member.userId}
                    name={member.name}
                    role={member.role}
                    roles={roles}
                    action={changeRoleAction}
                  />
                ) : (
                  ROLES.find(({ role }) => role === member.role)?.label
                )}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted max-md:hidden">
                <Time at={member.joinedAt.getTime()} />
              </TableCell>
              <TableCell className="text-right max-sm:px-0">
                {(changeable || self) && (
                  <ConfirmAction
                    label={self ? "Leave" : "Remove"}
                    accessibleLabel={self ? `Leave ${organizationName}` : `Remove ${member.name}`}
                    title={self ? `Leave ${organizationName}?` : `Remove ${member.name}?`}
                    confirmLabel={self ? "Leave" : "Remove"}
                    doneMessage={`${member.name} was removed`}
                    action={removeAction}
                    fields={{ userId: member.userId }}
                  >
                    {self ? "You lose" : `${member.name} loses`} access to {organizationName} at once. Issues
                    assigned to {self ? "you" : "them"} become unassigned.
                  </ConfirmAction>
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </tbody>
    </Table>
  );
}
