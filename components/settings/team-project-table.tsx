import Link from "next/link";
import { TeamAction } from "#components/settings/team-action.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import type { TeamProject } from "#lib/accounts/list-teams.ts";
import type { ActionState } from "#lib/format/action-state.ts";

type Props = {
  projects: readonly TeamProject[];
  teamName: string;
  hrefOf: (slug: string) => string;
  canManage: boolean;
  removeAction: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** The projects that a team was given. */
export function TeamProjectTable({ projects, teamName, hrefOf, canManage, removeAction }: Props) {
  return (
    <Table label="Projects">
      <TableHead>
        <TableHeadCell>Project</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {projects.map((project) => (
          <TableRow key={project.id}>
            <TableCell className="w-full max-w-0 min-w-32">
              <p className="truncate text-base font-medium">
                <Link href={hrefOf(project.slug)} className="rounded-sm hover:underline">
                  {project.name}
                </Link>
              </p>
              <p className="truncate text-muted">{project.slug}</p>
            </TableCell>
            <TableCell className="text-right">
              {canManage && (
                <TeamAction
                  label="Remove"
                  accessibleLabel={`Remove ${project.name} from ${teamName}`}
                  doneMessage={`${project.name} was removed`}
                  action={removeAction}
                  fields={{ projectId: project.id }}
                />
              )}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
