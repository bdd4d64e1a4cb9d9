import { Tabs } from "#components/ui/tabs.tsx";

export type IssueTabName = "details" | "events" | "tags" | "merged" | "grouping" | "activity";

type Props = {
  /** Address of the issue. */
  path: string;
  /** The filters that stay, with their question mark. */
  query: string;
  current: IssueTabName;
  events: number;
  comments: number;
};

/** The views of one issue. */
export function IssueTabs({ path, query, current, events, comments }: Props) {
  const tab = (name: IssueTabName, label: string, count?: number) => ({
    href: `${path}${name === "details" ? "" : `/${name}`}${query}`,
    label,
    count: count || undefined,
    current: name === current,
  });
  return (
    <Tabs
      label="Views of this issue"
      tabs={[
        tab("details", "Details"),
        tab("events", "Events", events),
        tab("tags", "Tags"),
        tab("merged", "Merged"),
        tab("grouping", "Grouping"),
        tab("activity", "Activity", comments),
      ]}
    />
  );
}
