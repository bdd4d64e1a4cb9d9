import type { ReactNode } from "react";
import { AppFrame } from "#components/frame/app-frame.tsx";
import { listOrganizations } from "#lib/accounts/queries.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { listEnvironmentNames, listProjects } from "#lib/projects/queries.ts";
import { signOutAction } from "../actions.ts";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

export default async function OrganizationLayout({ params, children }: Props) {
  const access = await requireOrganization((await params).org);
  const user = await requireUser();
  const [organizations, projects, environments] = await Promise.all([
    listOrganizations(user.id),
    listProjects(access),
    listEnvironmentNames(access),
  ]);
  return (
    <AppFrame
      organization={{ slug: access.slug, name: access.name }}
      organizations={organizations.map(({ slug, name }) => ({ slug, name }))}
      projects={projects.map(({ slug, name, platform }) => ({ slug, name, platform }))}
      environments={environments}
      user={{ name: user.name, email: user.email }}
      signOutAction={signOutAction}
    >
      {children}
    </AppFrame>
  );
}
