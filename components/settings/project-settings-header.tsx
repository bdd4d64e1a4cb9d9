import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";

const PAGES = [
  { path: "keys", label: "Keys" },
  { path: "limits", label: "Limits" },
  { path: "filters", label: "Filters" },
  { path: "data-privacy", label: "Data privacy" },
] as const;

export type ProjectSettingsPage = (typeof PAGES)[number]["label"];

type Props = {
  /** Slug. */
  organization: string;
  project: { slug: string; name: string };
  current: ProjectSettingsPage;
  /** Left out: "Limits of Web". */
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
};

/** Title and tabs of one project's settings. */
export function ProjectSettingsHeader(props: Props) {
  const { organization, project, current, description, actions } = props;
  const settings = `/organizations/${organization}/settings`;
  return (
    <>
      <PageHeader
        title={props.title ?? `${current} of ${project.name}`}
        description={description}
        breadcrumbs={[
          { href: settings, label: "Settings" },
          { href: `${settings}/projects`, label: "Projects" },
        ]}
        actions={actions}
      />
      <Tabs
        label="Project settings"
        className="mb-4"
        tabs={PAGES.map(({ path, label }) => ({
          href: `${settings}/projects/${project.slug}/${path}`,
          label,
          current: label === current,
        }))}
      />
    </>
  );
}
