import type { Metadata } from "next";
import { QuotaSection } from "#components/settings/quota-section.tsx";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { listOrganizationQuotas } from "#lib/quotas/queries.ts";
import { removeOrganizationQuotaAction, setOrganizationQuotaAction } from "./actions.ts";

export const metadata: Metadata = { title: "Limits" };

type Props = { params: Promise<{ org: string }> };

export default async function OrganizationLimitsPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  return (
    <>
      <SettingsHeader
        organization={access.slug}
        current="Limits"
        description="How much all projects may send together. Projects and their keys can have limits of their own; the lowest counts."
      />
      <QuotaSection
        quotas={await listOrganizationQuotas(access)}
        emptyText="No limits yet: projects may send as much as their own limits allow."
        actions={
          may(access, "org:write")
            ? {
                set: setOrganizationQuotaAction.bind(null, access.slug),
                remove: removeOrganizationQuotaAction.bind(null, access.slug),
              }
            : undefined
        }
      />
    </>
  );
}
