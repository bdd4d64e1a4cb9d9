// How soon an issue should be looked at, before anyone says otherwise.
import type { IssueLevel, IssuePriority } from "#lib/issues/schema.ts";

/** The priority of a new issue, by the level of its first event. */
export function initialPriority(level: IssueLevel): IssuePriority {
  switch (level) {
    case "DEBUG":
    case "INFO":
      return "LOW";
    case "WARNING":
      return "MEDIUM";
    case "ERROR":
    case "FATAL":
      return "HIGH";
  }
}
