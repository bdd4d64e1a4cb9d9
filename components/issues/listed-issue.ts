// What the list's page hands to the list: plain values that cross to the browser.
import type { IssuePriority, NamedAssignee } from "#lib/issues/schema.ts";
import type { Level } from "#components/ui/level-mark.tsx";
import type { Status } from "#components/ui/status-chip.tsx";

export type ListItem = {
  id: number;
  projectId: number;
  href: string;
  shortId: string;
  title: string;
  culprit: string;
  level: Level;
  chip: Status;
  priority: IssuePriority;
  isForReview: boolean;
  unhandled: boolean;
  events: number;
  users: number;
  firstSeen: number;
  lastSeen: number;
  assignee: NamedAssignee | null;
  /** Comments of people. */
  comments: number;
  trend: number[];
};
