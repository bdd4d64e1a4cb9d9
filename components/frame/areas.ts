import { CircleAlert, FolderKanban, Settings, type LucideIcon } from "lucide-react";

export type Area = { path: string; label: string; icon: LucideIcon; key: string; foot?: boolean };

/** The areas of an organization, in the order of the rail; `key` follows g on the keyboard. */
export const AREAS: Area[] = [
  { path: "issues", label: "Issues", icon: CircleAlert, key: "i" },
  { path: "projects", label: "Projects", icon: FolderKanban, key: "p" },
  { path: "settings", label: "Settings", icon: Settings, key: "s", foot: true },
];
