// What the list's page hands to the list: plain values that cross to the browser.
import type { NamedAssignee } from "#lib/issues/schema.ts";
import type { Level } from "#components/ui/level-mark.tsx";
import type { Status } from "#components/ui/status-chip.tsx";

export type ListItem = {
  id: number;
  href: string;
  shortId: string;
  title: string;
  culprit: string;
  level: Level;
  chip: Status;
  unhandled: boolean;
  projectSlug: string;
  events: number;
  users: number;
  firstSeen: number;
  lastSeen: number;
  assignee: NamedAssignee | null;
  trend: number[];
};
