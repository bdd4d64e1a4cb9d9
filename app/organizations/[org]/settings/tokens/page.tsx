import type { Metadata } from "next";
import { OrganizationTokenForm } from "#components/settings/organization-token-form.tsx";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { TokenTable } from "#components/settings/token-table.tsx";
import { UserTokenForm } from "#components/settings/user-token-form.tsx";
import { may } from "#lib/accounts/access.ts";
import { listOrganizationTokens, listUserTokens } from "#lib/accounts/queries.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import {
  createOrganizationTokenAction,
  createUserTokenAction,
  revokeOrganizationTokenAction,
  revokeUserTokenAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "API tokens" };

type Props = { params: Promise<{ org: string }> };

export default async function TokensPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const user = await requireUser();
  const [own, shared] = await Promise.all([listUserTokens(user.id), listOrganizationTokens(access)]);
  const manage = may(access, "org:write");
  return (
    <>
      <SettingsHeader organization={access.slug} current="API tokens" />
      <SettingsSection
        title="Your tokens"
        description="A token acts as you in the Web API, in each of your organizations: never with more rights than your role there."
      >
        {own.length > 0 && (
          <TokenTable
            label="Your tokens"
            prefix="sntryu_"
            tokens={own}
            revokeAction={revokeUserTokenAction}
          />
        )}
        <UserTokenForm action={createUserTokenAction} />
      </SettingsSection>
      <SettingsSection
        title="Organization tokens"
        description="For build machines: a token of the organization, not of a person, so it stays valid when people leave. So far it reads the organization and nothing else."
      >
        {shared.length > 0 && (
          <TokenTable
            label="Organization tokens"
            prefix="sntrys_"
            tokens={shared}
            revokeAction={manage ? revokeOrganizationTokenAction.bind(null, access.slug) : undefined}
          />
        )}
        {manage ? (
          <OrganizationTokenForm action={createOrganizationTokenAction.bind(null, access.slug)} />
        ) : (
          <p className="text-muted">Owners and admins can create organization tokens.</p>
        )}
      </SettingsSection>
    </>
  );
}
