import type { Metadata } from "next";
import { AutoResolveForm } from "#components/settings/auto-resolve-form.tsx";
import { GroupingForm } from "#components/settings/grouping-form.tsx";
import { GroupingVersionPanel } from "#components/settings/grouping-version.tsx";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { findIssueSettings, TRANSITION_DAYS } from "#lib/projects/update-grouping.ts";
import {
  changeVersionAction,
  previewGroupingAction,
  saveAutoResolveAction,
  saveGroupingAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Grouping" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectGroupingPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const { grouping, autoResolveHours } = await findIssueSettings(access);
  const names = [access.organizationSlug, access.slug] as const;
  const editable = may(access, "project:write");
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Grouping"
        description={`Which events are one issue, and when an issue ends by itself. Issues that exist keep their events; what is changed here counts for events to come.${editable ? "" : " Owners and admins can change it."}`}
      />
      <GroupingForm
        stackTraceRules={grouping.stackTraceRules}
        fingerprintRules={grouping.fingerprintRules}
        disabled={!editable}
        save={saveGroupingAction.bind(null, ...names)}
        preview={previewGroupingAction.bind(null, ...names)}
      />
      <SettingsSection
        title="Version"
        description="How messages and frames are cleaned before they are compared."
      >
        <GroupingVersionPanel
          version={grouping.version}
          previous={grouping.previous}
          transitionDays={TRANSITION_DAYS}
          action={editable ? changeVersionAction.bind(null, ...names) : undefined}
        />
      </SettingsSection>
      <SettingsSection
        title="Resolve by itself"
        description="Unresolved issues that were not seen for so long are resolved. One that is seen again comes back as regressed."
      >
        <AutoResolveForm
          hours={autoResolveHours}
          action={editable ? saveAutoResolveAction.bind(null, ...names) : undefined}
        />
      </SettingsSection>
    </>
  );
}
