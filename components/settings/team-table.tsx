import Link from "next/link";
import { TeamAction } from "#components/settings/team-action.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import type { Team } from "#lib/accounts/list-teams.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";

type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;

type Props = {
  teams: readonly Team[];
  hrefOf: (slug: string) => string;
  joinAction: FormAction;
  leaveAction: FormAction;
};

/** The teams of an organization; everybody may join and leave. */
export function TeamTable({ teams, hrefOf, joinAction, leaveAction }: Props) {
  return (
    <Table label="Teams">
      <TableHead>
        <TableHeadCell>Team</TableHeadCell>
        <TableHeadCell numeric className="max-sm:hidden">
          Members
        </TableHeadCell>
        <TableHeadCell numeric className="max-sm:hidden">
          Projects
        </TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {teams.map((team) => (
          <TableRow key={team.id}>
            <TableCell className="w-full max-w-0 min-w-32">
              <p className="flex items-center gap-2 text-base font-medium">
                <Link href={hrefOf(team.slug)} className="truncate rounded-sm hover:underline">
                  {team.name}
                </Link>
                {team.isMember && <Badge>You</Badge>}
              </p>
              <p className="truncate font-mono text-muted">#{team.slug}</p>
              <p className="text-muted sm:hidden">
                {counted(team.members, "member")}, {counted(team.projects.length, "project")}
              </p>
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {team.members}
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {team.projects.length}
            </TableCell>
            <TableCell className="text-right">
              <TeamAction
                key={team.isMember ? "leave" : "join"}
                label={team.isMember ? "Leave" : "Join"}
                accessibleLabel={`${team.isMember ? "Leave" : "Join"} ${team.name}`}
                doneMessage={team.isMember ? `You left ${team.name}` : `You are in ${team.name}`}
                action={team.isMember ? leaveAction : joinAction}
                fields={{ teamId: team.id }}
              />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
