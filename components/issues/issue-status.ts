// The chip of an issue: its substatus while it is unresolved, else its status.
import type { Status } from "#components/ui/status-chip.tsx";
import type { Level } from "#components/ui/level-mark.tsx";
import type { IssueLevel, IssueStatus, IssueSubstatus } from "#lib/issues/schema.ts";

const UNRESOLVED: Readonly<Record<string, Status>> = {
  NEW: "new",
  ESCALATING: "escalating",
  REGRESSED: "regressed",
};

export function chipOf(issue: { status: IssueStatus; substatus: IssueSubstatus | null }): Status {
  if (issue.status === "RESOLVED") return "resolved";
  if (issue.status === "ARCHIVED") return "archived";
  return UNRESOLVED[issue.substatus ?? ""] ?? "ongoing";
}

const LEVELS: Readonly<Record<IssueLevel, Level>> = {
  DEBUG: "debug",
  INFO: "info",
  WARNING: "warning",
  ERROR: "error",
  FATAL: "fatal",
};

export const levelOf = (level: IssueLevel): Level => LEVELS[level];
