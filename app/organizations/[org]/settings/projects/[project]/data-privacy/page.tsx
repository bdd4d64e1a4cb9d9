import type { Metadata } from "next";
import Link from "next/link";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { ScrubbingForm } from "#components/settings/scrubbing-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { counted } from "#lib/format/count.ts";
import { findIngestSettings, findOrganizationScrubbing } from "#lib/projects/find-ingest-settings.ts";
import { RULE_TYPES } from "#lib/scrubbing/rule-types.ts";
import type { ScrubbingSettings } from "#lib/scrubbing/schema.ts";
import { previewScrubbingAction, saveScrubbingAction } from "./actions.ts";

export const metadata: Metadata = { title: "Project data privacy" };

type Props = { params: Promise<{ org: string; project: string }> };

const IN_WORDS = new Intl.ListFormat("en");

function demandsOf(scrubbing: ScrubbingSettings): string[] {
  const { scrubDefaults, scrubIpAddresses, sensitiveFields, safeFields, rules } = scrubbing;
  return [
    ...(scrubDefaults ? ["the default rules"] : []),
    ...(scrubIpAddresses ? ["IP addresses"] : []),
    ...(sensitiveFields.length > 0 ? [counted(sensitiveFields.length, "sensitive field")] : []),
    ...(safeFields.length > 0 ? [counted(safeFields.length, "safe field")] : []),
    ...(rules.length > 0 ? [`${counted(rules.length, "rule")} that run first`] : []),
  ];
}

export default async function ProjectDataPrivacyPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const [{ scrubbing }, above] = await Promise.all([
    findIngestSettings(access),
    findOrganizationScrubbing(access),
  ]);
  const names = [access.organizationSlug, access.slug] as const;
  const editable = may(access, "project:write");
  const demands = demandsOf(above);
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Data privacy"
        description={`What is taken out of incoming data before anything is stored.${editable ? "" : " Owners and admins can change it."}`}
      />
      <ScrubbingForm
        settings={scrubbing}
        types={RULE_TYPES}
        labels={{ defaults: "Use the default rules", addresses: "Remove IP addresses" }}
        organization={
          demands.length > 0 && (
            <Notice tone="info">
              The{" "}
              <Link
                href={`/organizations/${access.organizationSlug}/settings/data-privacy`}
                className="font-medium underline"
              >
                organization
              </Link>{" "}
              already asks for {IN_WORDS.format(demands)}.
            </Notice>
          )
        }
        disabled={!editable}
        save={saveScrubbingAction.bind(null, ...names)}
        preview={previewScrubbingAction.bind(null, ...names)}
      />
    </>
  );
}
