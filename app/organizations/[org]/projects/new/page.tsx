import type { Metadata } from "next";
import { SetupSteps } from "#components/accounts/setup-steps.tsx";
import { NewProjectForm } from "#components/projects/new-project-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { PLATFORMS } from "#lib/projects/platforms.ts";
import { listProjects } from "#lib/projects/queries.ts";
import { createProjectAction } from "../actions.ts";

export const metadata: Metadata = { title: "New project" };

type Props = { params: Promise<{ org: string }> };

export default async function NewProjectPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const projects = await listProjects(access);
  const base = `/organizations/${access.slug}/projects`;
  return (
    <>
      <PageHeader
        title="Create a project"
        description="Choose what it is written in, and the next page has the lines to paste."
        breadcrumbs={projects.length > 0 ? [{ href: base, label: "Projects" }] : []}
      />
      {may(access, "project:write") ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {projects.length === 0 && <SetupSteps current="Project" />}
          <NewProjectForm
            action={createProjectAction.bind(null, access.slug)}
            platforms={PLATFORMS.map(({ id, name, keywords }) => ({ id, name, keywords }))}
          />
        </div>
      ) : (
        <Notice tone="info" title="Your role cannot create projects">
          Ask an owner or admin of {access.name}.
        </Notice>
      )}
    </>
  );
}
