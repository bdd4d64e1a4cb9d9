import type { Metadata } from "next";
import { OrganizationNameForm } from "#components/settings/organization-name-form.tsx";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { renameOrganizationAction } from "./actions.ts";

export const metadata: Metadata = { title: "Settings" };

type Props = { params: Promise<{ org: string }> };

export default async function SettingsPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const editable = may(access, "org:write");
  return (
    <>
      <SettingsHeader organization={access.slug} current="General" />
      <SettingsSection
        title="Organization"
        description={
          editable ? "The name stands in menus and invites." : "Owners and admins can change the name."
        }
      >
        <OrganizationNameForm
          action={renameOrganizationAction.bind(null, access.slug)}
          name={access.name}
          disabled={!editable}
        />
      </SettingsSection>
      <SettingsSection
        title="Slug"
        description="Names the organization in addresses, and for command line tools. It cannot be changed."
      >
        <CopyText value={access.slug} label="slug" className="w-fit" />
      </SettingsSection>
    </>
  );
}
