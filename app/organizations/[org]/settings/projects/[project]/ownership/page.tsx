import type { Metadata } from "next";
import { CodeOwnersForm } from "#components/settings/code-owners-form.tsx";
import { CodeOwnersMappings } from "#components/settings/code-owners-mappings.tsx";
import { CodeOwnersSkipped } from "#components/settings/code-owners-skipped.tsx";
import { CodeOwnersSummary } from "#components/settings/code-owners-summary.tsx";
import { OwnershipForm } from "#components/settings/ownership-form.tsx";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { may, type ProjectAccess } from "#lib/accounts/access.ts";
import { listTeamsOfProject } from "#lib/accounts/list-teams.ts";
import { listMembers } from "#lib/accounts/queries.ts";
import { requireOrganization, requireProject } from "#lib/auth/require-organization.ts";
import { type CodeOwners, findCodeOwners, findOwnership } from "#lib/ownership/queries.ts";
import {
  mapOwnersAction,
  removeCodeOwnersAction,
  saveOwnershipAction,
  tryOwnershipAction,
  uploadCodeOwnersAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Project ownership" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectOwnershipPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const [settings, file] = await Promise.all([findOwnership(access), findCodeOwners(access)]);
  const names = [access.organizationSlug, access.slug] as const;
  const editable = may(access, "project:write");
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Ownership"
        description={`Who looks after which code. The newest event of an issue says whose it is.${editable ? "" : " Owners and admins can change it."}`}
      />
      <OwnershipForm
        rules={settings.rules}
        autoAssign={settings.autoAssign}
        teamsHref={`/organizations/${access.organizationSlug}/settings/teams`}
        disabled={!editable}
        save={saveOwnershipAction.bind(null, ...names)}
        preview={tryOwnershipAction.bind(null, ...names)}
      />
      <SettingsSection
        title="CODEOWNERS"
        description="The file of your repository, as GitHub and GitLab know it. Its last matching line wins; a rule above is stronger."
      >
        {file && (
          <CodeOwnersSummary
            text={file.text}
            lines={file.lines}
            skipped={file.skipped.length}
            updatedAt={file.updatedAt}
            remove={editable ? removeCodeOwnersAction.bind(null, ...names) : undefined}
          />
        )}
        {file && file.skipped.length > 0 && <CodeOwnersSkipped skipped={file.skipped} />}
        {editable ? (
          <CodeOwnersForm
            key={file?.updatedAt ?? 0}
            stackRoot={file?.stackRoot ?? ""}
            sourceRoot={file?.sourceRoot ?? ""}
            isReplacement={file !== null}
            upload={uploadCodeOwnersAction.bind(null, ...names)}
          />
        ) : (
          !file && <p className="text-muted">There is no file.</p>
        )}
      </SettingsSection>
      {file && file.owners.length > 0 && <Mappings access={access} file={file} editable={editable} />}
    </>
  );
}

type MappingsProps = { access: ProjectAccess; file: CodeOwners; editable: boolean };

async function Mappings({ access, file, editable }: MappingsProps) {
  const organization = await requireOrganization(access.organizationSlug);
  const [teams, members] = await Promise.all([
    listTeamsOfProject(organization, access.projectId),
    listMembers(organization),
  ]);
  const known = [...teams.map(({ slug }) => `#${slug}`), ...members.map(({ email }) => email)];
  return (
    <SettingsSection
      title="Owners in the file"
      description="Say which team of this project, or which member, stands behind each name. Lines whose owners are not mapped still win, and name nobody."
    >
      <CodeOwnersMappings
        key={file.updatedAt}
        owners={file.owners}
        known={known}
        disabled={!editable}
        save={mapOwnersAction.bind(null, access.organizationSlug, access.slug)}
      />
    </SettingsSection>
  );
}
