import type { Metadata } from "next";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { QuotaSection } from "#components/settings/quota-section.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { listProjectQuotas } from "#lib/quotas/queries.ts";
import { removeQuotaAction, setQuotaAction } from "./actions.ts";

export const metadata: Metadata = { title: "Project limits" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectLimitsPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const names = [access.organizationSlug, access.slug] as const;
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Limits"
        description="How much all keys of the project may send together. What comes beyond a limit is refused and counted, and SDKs are told to pause."
      />
      <QuotaSection
        quotas={await listProjectQuotas(access)}
        emptyText="No quotas: the project may send as much as the organization's quotas allow."
        actions={
          may(access, "project:write")
            ? { set: setQuotaAction.bind(null, ...names), remove: removeQuotaAction.bind(null, ...names) }
            : undefined
        }
      />
    </>
  );
}
