import type { Metadata } from "next";
import { FilterForm } from "#components/settings/filter-form.tsx";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { LEGACY_BROWSERS } from "#lib/filters/legacy-browsers.ts";
import { findIngestSettings } from "#lib/projects/find-ingest-settings.ts";
import { previewFiltersAction, saveFiltersAction } from "./actions.ts";

export const metadata: Metadata = { title: "Project filters" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectFiltersPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const { filters } = await findIngestSettings(access);
  const names = [access.organizationSlug, access.slug] as const;
  const editable = may(access, "project:write");
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Filters"
        description={`What the project refuses. It is counted as filtered, and not stored.${editable ? "" : " Owners and admins can change it."}`}
      />
      <FilterForm
        settings={filters}
        browsers={Object.entries(LEGACY_BROWSERS).map(([name, { label, max }]) => ({ name, label, max }))}
        disabled={!editable}
        save={saveFiltersAction.bind(null, ...names)}
        preview={previewFiltersAction.bind(null, ...names)}
      />
    </>
  );
}
