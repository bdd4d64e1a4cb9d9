import type { Metadata } from "next";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { QuotaSection } from "#components/settings/quota-section.tsx";
import { SampleForm } from "#components/settings/sample-form.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { findIngestSettings } from "#lib/projects/find-ingest-settings.ts";
import { listProjectQuotas } from "#lib/quotas/queries.ts";
import { removeQuotaAction, saveSamplesAction, setQuotaAction } from "./actions.ts";

export const metadata: Metadata = { title: "Project limits" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectLimitsPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const names = [access.organizationSlug, access.slug] as const;
  const editable = may(access, "project:write");
  const [quotas, { samplesPerHour }] = await Promise.all([
    listProjectQuotas(access),
    findIngestSettings(access),
  ]);
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Limits"
        description="How much all keys of the project may send together, and how much of it is kept."
      />
      <QuotaSection
        quotas={quotas}
        emptyText="No limits yet: the project may send as much as the organization's limits allow."
        actions={
          editable
            ? { set: setQuotaAction.bind(null, ...names), remove: removeQuotaAction.bind(null, ...names) }
            : undefined
        }
      />
      <SettingsSection
        title="Whole events"
        description="Keeps one busy issue from filling the disk. Nothing is lost from the counts."
      >
        <SampleForm
          samplesPerHour={samplesPerHour}
          action={editable ? saveSamplesAction.bind(null, ...names) : undefined}
        />
      </SettingsSection>
    </>
  );
}
