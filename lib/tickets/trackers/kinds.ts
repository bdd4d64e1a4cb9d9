import type { IntegrationKind } from "#lib/tickets/schema.ts";
import type { TrackerKind } from "#lib/tickets/tracker.ts";
import { github } from "#lib/tickets/trackers/github.ts";
import { gitlab } from "#lib/tickets/trackers/gitlab.ts";
import { jira } from "#lib/tickets/trackers/jira.ts";

/** One line a tracker that Debrief can speak to. */
export const TRACKERS: Readonly<Record<IntegrationKind, TrackerKind>> = {
  GITHUB: github,
  GITLAB: gitlab,
  JIRA: jira,
};
