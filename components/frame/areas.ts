import { ChartNoAxesColumn, CircleAlert, FolderKanban, Settings, type LucideIcon } from "lucide-react";

export type Area = {
  path: string;
  label: string;
  icon: LucideIcon;
  /** Follows g on the keyboard. */
  key: string;
  /** Its pages answer to project, environment and time. */
  filtered?: boolean;
  /** Environment is none of its filters. */
  allEnvironments?: boolean;
  /** Stands at the foot of the rail. */
  foot?: boolean;
};

/** The areas of an organization, in the order of the rail. */
export const AREAS: Area[] = [
  { path: "issues", label: "Issues", icon: CircleAlert, key: "i", filtered: true },
  { path: "projects", label: "Projects", icon: FolderKanban, key: "p" },
  { path: "stats", label: "Stats", icon: ChartNoAxesColumn, key: "u", filtered: true, allEnvironments: true },
  { path: "settings", label: "Settings", icon: Settings, key: "s", foot: true },
];

/** The area that a page's path belongs to. */
export function areaOf(pathname: string): Area | undefined {
  const name = pathname.split("/")[3];
  return AREAS.find(({ path }) => path === name);
}
