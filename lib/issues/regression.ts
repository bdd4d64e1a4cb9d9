// When a new event brings a resolved issue back.
import type { IssueStatus } from "#lib/issues/schema.ts";

/**
 * Whether an event that happened at `event.timestamp` reopens the issue. Times are milliseconds since 1970.
 * An event from before the resolution that arrives late reopens nothing.
 */
export function isRegression(
  issue: { status: IssueStatus; statusChangedAt: number },
  event: { timestamp: number },
): boolean {
  return issue.status === "RESOLVED" && event.timestamp > issue.statusChangedAt;
}
