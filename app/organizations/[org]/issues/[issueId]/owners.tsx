import { OwnersPanel } from "#components/issues/owners-panel.tsx";
import { undoIssuesAction, updateIssuesAction } from "../actions.ts";
import { loadSuggestions } from "./load-issue.ts";
import type { PanelProps } from "./panel-props.ts";

/** Who should own it, and why. */
export async function Owners({ access, issue }: PanelProps) {
  const suggestions = await loadSuggestions(issue.scope);
  return (
    <OwnersPanel
      issueId={issue.id}
      assignee={issue.assignee}
      suggestions={suggestions}
      rulesHref={`/organizations/${access.slug}/settings/projects/${issue.project.slug}/ownership`}
      action={updateIssuesAction.bind(null, access.slug)}
      undo={undoIssuesAction.bind(null, access.slug)}
    />
  );
}
