import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MergedGroups } from "#components/issues/merged-groups.tsx";
import { MergedRule } from "#components/issues/merged-rule.tsx";
import { Section } from "#components/ui/section.tsx";
import { may } from "#lib/accounts/access.ts";
import { findMergedIssue, type IssueGroup } from "#lib/issues/queries-merged.ts";
import type { SearchParams } from "../../filters.ts";
import { setLearnedRuleAction, unmergeGroupsAction } from "../../merge-actions.ts";
import { IssueFrame, keptQuery } from "../issue-frame.tsx";
import { loadIssue } from "../load-issue.ts";

type Props = { params: Promise<{ org: string; issueId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  const { issue } = await loadIssue(org, issueId);
  return { title: `Merged into ${issue.shortId}` };
}

const ABOUT =
  "Events with the same fingerprint are one group. Merging issues brings their groups together here; unmerging takes groups out, and their later events with them.";
const ALONE =
  "This issue is one group: all of its events have the same fingerprint. Select several issues on the list and merge them when they have one cause; then their groups stand here.";

/** What the issue is made of, and how to take it apart. */
export default async function MergedPage({ params, searchParams }: Props) {
  const { org, issueId } = await params;
  const { access, issue } = await loadIssue(org, issueId);
  const search = await searchParams;
  const merged = (await findMergedIssue(access, issue.id)) ?? notFound();
  const path = `/organizations/${access.slug}/issues/${issue.id}`;
  const editable = may(access, "event:write");
  const row = ({ id, origin, eventId, ...group }: IssueGroup) => ({
    ...group,
    id: id.toString(),
    origin: origin.shortId,
    eventHref: eventId && `${path}/events/${eventId}${keptQuery(search)}`,
  });
  return (
    <IssueFrame access={access} issue={issue} search={search} current="merged">
      <Section title="Groups" description={merged.groupCount > 1 ? ABOUT : ALONE} className="border-t-0">
        <MergedGroups
          groups={merged.groups.map(row)}
          groupCount={merged.groupCount}
          unmerge={editable ? unmergeGroupsAction.bind(null, access.slug, issue.id) : null}
        />
      </Section>
      {(merged.rule || merged.groupCount > 1) && (
        <Section title="Learned rule">
          {merged.rule ? (
            <MergedRule
              {...merged.rule}
              toggle={editable ? setLearnedRuleAction.bind(null, access.slug, issue.id) : null}
            />
          ) : (
            <p className="max-w-[70ch] text-sm text-pretty text-muted">
              None. A merge teaches one when all groups have an error type in common and, besides, a message
              pattern or the place where they happen. A later variant would then come here by itself.
            </p>
          )}
        </Section>
      )}
    </IssueFrame>
  );
}
