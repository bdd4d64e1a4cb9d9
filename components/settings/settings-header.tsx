import type { ReactNode } from "react";
import { SettingsIntro } from "#components/settings/settings-intro.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";

const PAGES = [
  { path: "", label: "General" },
  { path: "/members", label: "Members" },
  { path: "/teams", label: "Teams" },
  { path: "/projects", label: "Projects" },
  { path: "/limits", label: "Limits" },
  { path: "/data-privacy", label: "Data privacy" },
  { path: "/integrations", label: "Integrations" },
  { path: "/tokens", label: "API tokens" },
] as const;

export type SettingsPage = (typeof PAGES)[number]["label"];

type Props = { organization: string; current: SettingsPage; description?: ReactNode };

/** Title and tabs of an organization's settings. */
export function SettingsHeader({ organization, current, description }: Props) {
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs
        label="Settings"
        className="mb-2"
        tabs={PAGES.map(({ path, label }) => ({
          href: `/organizations/${organization}/settings${path}`,
          label,
          current: label === current,
        }))}
      />
      {description && <SettingsIntro>{description}</SettingsIntro>}
    </>
  );
}
