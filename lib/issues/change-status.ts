// Resolve, reopen and archive: the status, and what hangs on it.
import type { NewActivity } from "#lib/issues/add-activities.ts";
import type { Changed, ChangeWork } from "#lib/issues/change-work.ts";
import type { LockedIssue } from "#lib/issues/issue-state.ts";
import { isResolvedSo, type Resolution, resolutionWords } from "#lib/issues/resolution.ts";
import { findResolutions } from "#lib/issues/resolution-target.ts";
import type { IssueStatus, IssueSubstatus } from "#lib/issues/schema.ts";
import { archiveWords, saveSnoozes } from "#lib/issues/snooze.ts";
import { statusAfter, type StatusChange } from "#lib/issues/substatus.ts";
import { enqueueTicketSync } from "#lib/queue/ticket-sync.ts";

type After = {
  issue: LockedIssue;
  status: IssueStatus;
  substatus: IssueSubstatus | null;
  resolution: Resolution | null;
};

function isSo({ issue: { state }, ...after }: After, change: StatusChange): boolean {
  if (state.status !== after.status) return false;
  if (change.kind === "resolve") return isResolvedSo(state.resolution, after.resolution);
  // A condition counts from when it is set, so setting it again is a change.
  return (
    change.kind === "unresolve" || (state.substatus === after.substatus && typeof change.until === "string")
  );
}

function entryOf({ issue, resolution }: After, change: StatusChange): NewActivity {
  const issueId = issue.state.id;
  if (change.kind === "unresolve") return { issueId, type: "UNRESOLVED" };
  if (change.kind === "archive")
    return { issueId, type: "ARCHIVED", data: { detail: archiveWords(change.until) } };
  if (resolution === null) return { issueId, type: "RESOLVED" };
  const { kind, version, currentVersion, commit } = resolution;
  const data = { detail: resolutionWords(resolution), version, currentVersion, commit };
  return { issueId, type: `RESOLVED_${kind}`, data };
}

const WRITE = `
  UPDATE issue i SET status = x.status::issue_status, substatus = x.substatus::issue_substatus,
    status_changed_at = $2,
    review_reason = CASE WHEN x.status = 'UNRESOLVED' THEN i.review_reason END,
    review_since = CASE WHEN x.status = 'UNRESOLVED' THEN i.review_since END
  FROM json_to_recordset($1) AS x(id int, status text, substatus text) WHERE i.id = x.id`;

const WRITE_RESOLUTIONS = `
  INSERT INTO issue_resolution (issue_id, kind, release_id, current_version, commit, repository, user_id, created_at)
  SELECT id, kind::resolution_kind, "releaseId", "currentVersion", commit, repository, $2, $3
  FROM json_to_recordset($1) AS x(id int, kind text, "releaseId" int, "currentVersion" text, commit text,
    repository text)`;

async function write({ on, access, now }: ChangeWork, changed: readonly After[]): Promise<void> {
  const ids = changed.map(({ issue }) => issue.state.id);
  const at = new Date(now);
  const states = changed.map(({ issue, status, substatus }) => ({ id: issue.state.id, status, substatus }));
  await on.query(WRITE, [JSON.stringify(states), at]);
  // The forecast too: when it is archived again, it begins with what happened until then.
  for (const table of ["issue_resolution", "issue_snooze", "issue_forecast"])
    await on.query(`DELETE FROM ${table} WHERE issue_id = ANY ($1)`, [ids]);
  const resolutions = changed.flatMap(({ issue, resolution }) =>
    resolution ? [{ id: issue.state.id, ...resolution }] : [],
  );
  if (resolutions.length > 0)
    await on.query(WRITE_RESOLUTIONS, [JSON.stringify(resolutions), access.userId, at]);
}

/** Sets the status of issues that do not have it already. */
export async function changeStatus(work: ChangeWork, change: StatusChange): Promise<Changed> {
  const resolutions = change.kind === "resolve" ? await findResolutions(work, change.by) : () => null;
  const changed = work.issues
    .map((issue) => ({ issue, ...statusAfter(change, issue, work.now), resolution: resolutions(issue) }))
    .filter((after) => !isSo(after, change));
  const ids = changed.map(({ issue }) => issue.state.id);
  if (ids.length === 0) return { ids, entries: [] };
  await write(work, changed);
  if (change.kind === "archive" && typeof change.until !== "string")
    await saveSnoozes(work, ids, change.until);
  if (change.kind === "resolve") await enqueueTicketSync(work.on, ids, work.now);
  const { userId } = work.access;
  return {
    ids,
    entries: changed.map((after) => entryOf(after, change)),
    subscribes: userId === null || change.kind === "archive" ? [] : [userId],
  };
}
