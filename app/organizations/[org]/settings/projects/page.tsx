import { FolderKanban } from "lucide-react";
import type { Metadata } from "next";
import { ProjectList } from "#components/projects/project-list.tsx";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { PLATFORMS } from "#lib/projects/platforms.ts";
import { listProjects } from "#lib/projects/queries.ts";

export const metadata: Metadata = { title: "Project settings" };

type Props = { params: Promise<{ org: string }> };

export default async function ProjectSettingsPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const projects = await listProjects(access);
  return (
    <>
      <SettingsHeader organization={access.slug} current="Projects" />
      {projects.length === 0 ? (
        <EmptyState
          icon={FolderKanban}
          title="No projects yet"
          action={
            <ButtonLink href={`/organizations/${access.slug}/projects/new`} variant="primary">
              New project
            </ButtonLink>
          }
        >
          Each project has keys; a key makes the DSN that an SDK is set up with.
        </EmptyState>
      ) : (
        <ProjectList
          organization={access.slug}
          projects={projects}
          platformNames={Object.fromEntries(PLATFORMS.map(({ id, name }) => [id, name]))}
          href={(slug) => `/organizations/${access.slug}/settings/projects/${slug}/keys`}
        />
      )}
    </>
  );
}
