// The hashes of an issue, as tools list and unmerge them.
import { answer, FieldErrors, notFound } from "#lib/api/answer.ts";
import type { Work } from "#lib/api/issue-route.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { env } from "#lib/env.ts";
import { eventLineJson } from "#lib/events/event-json.ts";
import { newestEvents } from "#lib/issues/learn-from-groups.ts";
import { findMergedIssue } from "#lib/issues/queries-merged.ts";
import { describeEvent } from "#lib/issues/title.ts";
import { unmergeGroups } from "#lib/issues/unmerge-groups.ts";

const HASH = /^[0-9a-f]{32}$/;

/** A page of hashes, each with its newest event; hashes that only come beside others are not listed. */
export const answerIssueHashes: Work = async ({ url, organization, issue }) => {
  const merged = await findMergedIssue(organization, issue.id);
  if (!merged) throw notFound();
  const page = pageOf(merged.groups, url);
  const events = await newestEvents(
    issue.project.id,
    page.items.map(({ id }) => id),
  );
  const lines = new Map(
    events.map((event) => [
      event.eventId,
      eventLineJson(event, { ...describeEvent(event), issueId: issue.id }),
    ]),
  );
  const rows = page.items.map(({ hash, eventId }) => ({
    id: hash,
    latestEvent: (eventId && lines.get(eventId)) || null,
  }));
  return answer(rows, 200, pageLinks(url, page, env().baseUrl));
};

/** Takes the hashes that `id=` names out of the issue. */
export const answerHashesUnmerge: Work = async ({ url, organization, issue }) => {
  const wanted = new Set(url.searchParams.getAll("id").map((id) => id.toLowerCase()));
  if (wanted.size === 0 || ![...wanted].every((id) => HASH.test(id)))
    throw new FieldErrors({ id: ["Name hashes of this issue, 32 hex digits each."] });
  const merged = await findMergedIssue(organization, issue.id);
  const groups = merged?.groups.filter(({ hash }) => wanted.has(hash)) ?? [];
  if (groups.length !== wanted.size) throw notFound();
  await unmergeGroups(
    organization,
    issue.id,
    groups.map(({ id }) => id),
  );
  return answer({}, 202);
};
