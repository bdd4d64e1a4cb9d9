import type { ReactNode } from "react";
import { SettingsIntro } from "#components/settings/settings-intro.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";

const PAGES = [
  { path: "keys", label: "Keys" },
  { path: "grouping", label: "Grouping" },
  { path: "ownership", label: "Ownership" },
  { path: "limits", label: "Limits" },
  { path: "filters", label: "Filters" },
  { path: "discarded", label: "Discarded" },
  { path: "data-privacy", label: "Data privacy" },
] as const;

export type ProjectSettingsPage = (typeof PAGES)[number]["label"];

type Props = {
  /** Slug. */
  organization: string;
  project: { slug: string; name: string };
  current: ProjectSettingsPage;
  description: ReactNode;
};

/** Title and tabs of one project's settings. */
export function ProjectSettingsHeader({ organization, project, current, description }: Props) {
  const base = `/organizations/${organization}`;
  return (
    <>
      <PageHeader
        title={`Settings of ${project.name}`}
        breadcrumbs={[
          { href: `${base}/settings`, label: "Settings" },
          { href: `${base}/settings/projects`, label: "Projects" },
        ]}
        actions={
          <ButtonLink href={`${base}/projects/${project.slug}/getting-started`}>Set-up guide</ButtonLink>
        }
      />
      <Tabs
        label="Project settings"
        className="mb-2"
        tabs={PAGES.map(({ path, label }) => ({
          href: `${base}/settings/projects/${project.slug}/${path}`,
          label,
          current: label === current,
        }))}
      />
      <SettingsIntro>{description}</SettingsIntro>
    </>
  );
}
