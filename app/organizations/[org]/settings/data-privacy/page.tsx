import type { Metadata } from "next";
import { ScrubbingForm } from "#components/settings/scrubbing-form.tsx";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { findOrganizationScrubbing } from "#lib/projects/find-ingest-settings.ts";
import { RULE_TYPES } from "#lib/scrubbing/rule-types.ts";
import { previewOrganizationScrubbingAction, saveOrganizationScrubbingAction } from "./actions.ts";

export const metadata: Metadata = { title: "Data privacy" };

type Props = { params: Promise<{ org: string }> };

export default async function DataPrivacyPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const editable = may(access, "org:write");
  return (
    <>
      <SettingsHeader
        organization={access.slug}
        current="Data privacy"
        description={`What is taken out of the data of all projects before anything is stored; each project can add to it.${editable ? "" : " Owners and admins can change it."}`}
      />
      <ScrubbingForm
        settings={await findOrganizationScrubbing(access)}
        types={RULE_TYPES}
        labels={{
          defaults: "Require the default rules in every project",
          addresses: "Remove IP addresses in every project",
        }}
        disabled={!editable}
        save={saveOrganizationScrubbingAction.bind(null, access.slug)}
        preview={previewOrganizationScrubbingAction.bind(null, access.slug)}
      />
    </>
  );
}
