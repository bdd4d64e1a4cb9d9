import type { ReactNode } from "react";
import { headers } from "next/headers";
import { after } from "next/server";
import { IssueActions } from "#components/issues/issue-actions.tsx";
import { IssueHeader } from "#components/issues/issue-header.tsx";
import { chipOf, levelOf } from "#components/issues/issue-status.ts";
import { type IssueTabName, IssueTabs } from "#components/issues/issue-tabs.tsx";
import { RemoveMenu } from "#components/issues/remove-menu.tsx";
import { ShareDialog } from "#components/issues/share-dialog.tsx";
import { standingWords } from "#components/issues/standing-words.ts";
import { may, type OrganizationAccess } from "#lib/accounts/access.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { lastRegression } from "#lib/issues/queries-activity.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import { issueOfViewer } from "#lib/issues/queries-people.ts";
import { issueStanding } from "#lib/issues/queries-standing.ts";
import { recordSeen } from "#lib/issues/seen.ts";
import { undoIssuesAction, updateIssuesAction } from "../actions.ts";
import { addressWith, type SearchParams } from "../filters.ts";
import { deleteIssuesAction, discardIssuesAction } from "../merge-actions.ts";
import { shareIssueAction, unshareIssueAction } from "./issue-actions.ts";
import { loadActors, loadSuggestions } from "./load-issue.ts";

type Props = {
  access: OrganizationAccess;
  issue: Issue;
  search: SearchParams;
  current: IssueTabName;
  children: ReactNode;
};

function queryWithout(search: SearchParams, ...names: string[]): string {
  const kept = addressWith(search, Object.fromEntries(names.map((name) => [name, null])));
  return kept === "?" ? "" : kept;
}

/** The filters of the page's address, for its links; places in lists stay behind. */
export const keptQuery = (search: SearchParams): string => queryWithout(search, "cursor", "tag");

/** Once the answer is out: whoever waits for a page does not wait for this. */
async function noteSeen(access: OrganizationAccess, issue: Issue): Promise<void> {
  // Fetched ahead, nobody has looked yet.
  if ((await headers()).has("next-router-prefetch")) return;
  after(() =>
    recordSeen(access, issue.scope).catch((error: unknown) => log.warn("A look was not noted", { error })),
  );
}

/** What stands above every view of an issue: what it is, how it stands, what can be done, and the other views. */
export async function IssueFrame({ access, issue, search, current, children }: Props) {
  await noteSeen(access, issue);
  const chip = chipOf(issue);
  const [actors, suggestions, standing, viewer, regression] = await Promise.all([
    loadActors(access),
    loadSuggestions(issue.scope),
    issueStanding(issue.scope),
    issueOfViewer(access, issue.scope),
    chip === "regressed" ? lastRegression(issue.scope) : "",
  ]);
  const query = keptQuery(search);
  const list = `/organizations/${access.slug}/issues`;
  const path = `${list}/${issue.id}`;
  // A search of events is none of issues.
  const listHref = `${list}${queryWithout(search, "query", "tag", "cursor")}`;
  return (
    <>
      <IssueHeader
        listHref={listHref}
        shortId={issue.shortId}
        projectName={issue.project.name}
        level={levelOf(issue.level)}
        unhandled={issue.unhandled}
        title={issue.title}
        culprit={issue.culprit}
        actions={
          <IssueActions
            issue={{
              id: issue.id,
              chip,
              assignee: issue.assignee,
              priority: issue.priority,
              isSubscribed: viewer.subscription?.isActive ?? false,
              isBookmarked: viewer.isBookmarked,
              needsReview: standing.reviewReason !== null,
            }}
            standing={standingWords(chip, { ...standing, substatus: issue.substatus, regression })}
            priorityLocked={standing.priorityLocked}
            subscriptionReason={viewer.subscription?.reason ?? null}
            currentVersion={standing.currentVersion}
            actors={actors}
            suggestions={suggestions}
            action={updateIssuesAction.bind(null, access.slug)}
            undo={undoIssuesAction.bind(null, access.slug)}
          >
            <ShareDialog
              url={standing.shareId && `${env().baseUrl}/share/${standing.shareId}`}
              share={shareIssueAction.bind(null, access.slug, issue.id)}
              unshare={unshareIssueAction.bind(null, access.slug, issue.id)}
            />
            {may(access, "event:admin") && (
              <RemoveMenu
                listHref={listHref}
                remove={{
                  delete: deleteIssuesAction.bind(null, access.slug, [issue.id]),
                  discard: discardIssuesAction.bind(null, access.slug, [issue.id]),
                }}
              />
            )}
          </IssueActions>
        }
      />
      <IssueTabs
        path={path}
        query={query}
        current={current}
        events={issue.timesSeen}
        comments={standing.comments}
      />
      {children}
    </>
  );
}
