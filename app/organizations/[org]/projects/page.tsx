import { FolderKanban, Plus } from "lucide-react";
import type { Metadata } from "next";
import { ProjectList } from "#components/projects/project-list.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { PLATFORMS } from "#lib/projects/platforms.ts";
import { listProjects } from "#lib/projects/queries.ts";

export const metadata: Metadata = { title: "Projects" };

type Props = { params: Promise<{ org: string }> };

export default async function ProjectsPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const projects = await listProjects(access);
  const create = may(access, "project:write") && (
    <ButtonLink href={`/organizations/${access.slug}/projects/new`} variant="primary">
      <Plus aria-hidden />
      New project
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Projects" actions={projects.length > 0 && create} />
      {projects.length === 0 ? (
        <EmptyState icon={FolderKanban} title="No projects yet" action={create}>
          A project is one program that sends its errors here, such as a website or an API. Each has its own
          DSN, the address that you give to its SDK.
          {!create && " Ask an owner or admin to create one."}
        </EmptyState>
      ) : (
        <ProjectList
          organization={access.slug}
          projects={projects}
          platformNames={Object.fromEntries(PLATFORMS.map(({ id, name }) => [id, name]))}
        />
      )}
    </>
  );
}
