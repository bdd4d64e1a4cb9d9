import { Tabs } from "#components/ui/tabs.tsx";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { IssueTab } from "#lib/issues/schema.ts";
import { addressWith, type ListAddress, type SearchParams } from "../filters.ts";
import { loadCounts } from "./load-counts.ts";

const LABELS: Readonly<Record<IssueTab, string>> = {
  unresolved: "Unresolved",
  for_review: "For review",
  regressed: "Regressed",
  escalating: "Escalating",
  resolved: "Resolved",
  archived: "Archived",
  all: "All",
};

type Props = { access: OrganizationAccess; address: ListAddress; search: SearchParams };

/** What stands under each tab with the same search and filters. */
export async function IssueTabs({ access, address, search }: Props) {
  const { counts } = await loadCounts(access, address);
  const tabs = IssueTab.options.map((tab) => ({
    href: addressWith(search, { tab: tab === "unresolved" ? null : tab, cursor: null }),
    label: LABELS[tab],
    count: counts?.[tab],
    current: tab === address.filters.tab,
  }));
  return <Tabs label="Status" tabs={tabs} />;
}
