import type { Metadata } from "next";
import { IntegrationForm } from "#components/settings/integration-form.tsx";
import { IntegrationTable } from "#components/settings/integration-table.tsx";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { webhookUrl } from "#lib/tickets/change-integrations.ts";
import { listIntegrations } from "#lib/tickets/queries.ts";
import {
  createIntegrationAction,
  removeIntegrationAction,
  renewWebhookSecretAction,
  testIntegrationAction,
  updateIntegrationAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Integrations" };

type Props = { params: Promise<{ org: string }> };

export default async function IntegrationsPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const integrations = await listIntegrations(access);
  const actions = may(access, "org:write")
    ? {
        test: testIntegrationAction.bind(null, access.slug),
        update: updateIntegrationAction.bind(null, access.slug),
        renewSecret: renewWebhookSecretAction.bind(null, access.slug),
        remove: removeIntegrationAction.bind(null, access.slug),
      }
    : undefined;
  return (
    <>
      <SettingsHeader organization={access.slug} current="Integrations" />
      <SettingsSection
        title="Trackers"
        description="Make tickets from issues, and let both follow each other: GitHub, GitLab and Jira, in the cloud or of your own."
      >
        {integrations.length > 0 ? (
          <IntegrationTable
            integrations={integrations.map((one) => ({ ...one, webhookUrl: webhookUrl(one.id) }))}
            actions={actions}
          />
        ) : (
          <p className="text-muted">No tracker yet.</p>
        )}
        {!actions && <p className="text-muted">Owners and admins can add and change trackers.</p>}
      </SettingsSection>
      {actions && (
        <SettingsSection
          title="Add a tracker"
          description="Debrief uses the token as whoever made it: an account of its own keeps tickets apart from people. It is stored encrypted and never shown again."
        >
          <IntegrationForm action={createIntegrationAction.bind(null, access.slug)} />
        </SettingsSection>
      )}
    </>
  );
}
