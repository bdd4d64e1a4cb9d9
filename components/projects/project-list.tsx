import Link from "next/link";
import { Count } from "#components/ui/count.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProjectSummary } from "#lib/projects/queries.ts";
import { PlatformMark } from "#components/projects/platform-mark.tsx";

type Props = {
  organization: string;
  projects: readonly ProjectSummary[];
  platformNames: Record<string, string>;
  /** Where a project's name leads; its issues when left out. */
  href?: (slug: string) => string;
};

const quietLink =
  "inline-flex min-h-6 items-center rounded-sm underline decoration-control underline-offset-4 hover:decoration-accent";

/** An organization's projects, one row each. */
export function ProjectList({ organization, projects, platformNames, href }: Props) {
  const base = `/organizations/${organization}`;
  const hrefOf = href ?? ((slug: string) => `${base}/issues?project=${slug}`);
  return (
    <Table label="Projects">
      <TableHead>
        <TableHeadCell>Project</TableHeadCell>
        <TableHeadCell className="max-md:hidden">Platform</TableHeadCell>
        <TableHeadCell numeric>Unresolved</TableHeadCell>
        <TableHeadCell className="max-sm:hidden">First event</TableHeadCell>
        <TableHeadCell className="max-lg:hidden">Created</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">More</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {projects.map((project) => (
          <TableRow key={project.id}>
            <TableCell className="max-w-72 min-w-32">
              <Link
                href={hrefOf(project.slug)}
                className="flex min-h-8 items-center gap-2.5 rounded-sm text-base font-medium hover:text-accent-text"
              >
                <PlatformMark platform={project.platform} />
                <span className="truncate">{project.name}</span>
              </Link>
            </TableCell>
            <TableCell className="text-muted max-md:hidden">
              {platformNames[project.platform] ?? project.platform}
            </TableCell>
            <TableCell numeric>
              <Count value={project.unresolvedIssues} unit="unresolved issues" />
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden">
              {project.firstEventAt ? (
                <Time at={project.firstEventAt.getTime()} className="text-muted" />
              ) : (
                <Link href={`${base}/projects/${project.slug}/getting-started`} className={quietLink}>
                  Waiting, set it up
                </Link>
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
              <Time at={project.createdAt.getTime()} />
            </TableCell>
            <TableCell className="text-right whitespace-nowrap">
              <Link
                href={`${base}/settings/projects/${project.slug}/keys`}
                className={quietLink}
                aria-label={`Settings of ${project.name}`}
              >
                Settings
              </Link>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
