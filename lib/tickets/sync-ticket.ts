// A job: what happened to an issue is told to its ticket. At least once: a worker that dies between telling and
// remembering tells again, and finds a closed ticket closed.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { formatShortId } from "#lib/issues/short-id.ts";
import { log } from "#lib/log.ts";
import { OutgoingError } from "#lib/outgoing/outgoing-error.ts";
import { forgetTicketSync, putOffTicketSync, type TicketSync } from "#lib/queue/ticket-sync.ts";
import { issueUrl } from "#lib/tickets/draft-ticket.ts";
import { openTracker } from "#lib/tickets/integration-row.ts";
import { IntegrationKind, IntegrationSettings } from "#lib/tickets/schema.ts";
import { resolvedComment } from "#lib/tickets/ticket-text.ts";
import type { Ticket } from "#lib/tickets/tracker.ts";
import { TrackerError } from "#lib/tickets/tracker-client.ts";

const Work = z.object({
  key: z.string(),
  kind: IntegrationKind,
  base_url: z.string(),
  settings: IntegrationSettings,
  token: z.string(),
  issue_id: z.int(),
  number: z.int(),
  project_slug: z.string(),
  organization_slug: z.string(),
});
type Work = z.infer<typeof Work>;

const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 60_000;

/** Comments on or closes the ticket of an issue that is still resolved; done when there is nothing to tell. */
export async function syncTicket(job: TicketSync, signal: AbortSignal): Promise<void> {
  const { linkId } = job.payload;
  const [work] = await findWork(linkId);
  try {
    // More than that only where workers died of it.
    if (work && job.attempts <= MAX_ATTEMPTS) await tell(linkId, work, signal);
    await forgetTicketSync(job);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    await retryOrGiveUp(job, error);
  }
}

function findWork(linkId: number): Promise<Work[]> {
  return selectRows(
    pool(),
    Work,
    `WITH RECURSIVE up AS (
       SELECT i.id, i.merged_into_id FROM ticket_link t JOIN issue i ON i.id = t.issue_id WHERE t.id = $1
       UNION ALL SELECT i.id, i.merged_into_id FROM up JOIN issue i ON i.id = up.merged_into_id)
     SELECT t.key, g.kind, g.base_url, g.settings, g.token, i.id AS issue_id, i.number,
       p.slug AS project_slug, o.slug AS organization_slug
     FROM ticket_link t
     JOIN issue i ON i.id = (SELECT id FROM up WHERE merged_into_id IS NULL)
     JOIN integration g ON g.id = t.integration_id AND g.settings ->> 'onResolve' IN ('comment', 'close')
     JOIN project p ON p.id = i.project_id
     JOIN organization o ON o.id = p.organization_id
     WHERE t.id = $1 AND t.status = 'OPEN' AND i.status = 'RESOLVED'`,
    [linkId],
  );
}

async function tell(linkId: number, work: Work, signal: AbortSignal): Promise<void> {
  const { kind, settings, token } = work;
  const tracker = openTracker({ kind, settings, token, baseUrl: work.base_url }, signal);
  const found = await tracker.find(work.key);
  if (found.status === "CLOSED") return remember(linkId, found);
  // Before the comment: our own closing must not come back by webhook as news.
  await remember(linkId, settings.onResolve === "close" ? await tracker.close(work.key) : found);
  const shortId = formatShortId(work.project_slug, work.number);
  await tracker.comment(
    work.key,
    resolvedComment(kind, shortId, issueUrl(work.organization_slug, work.issue_id)),
  );
}

/** A webhook may have told more while the tracker answered. */
async function remember(linkId: number, { status, title, updatedAt }: Ticket): Promise<void> {
  await pool().query(
    `UPDATE ticket_link SET status = $2::ticket_status, title = $3, updated_at = $4
     WHERE id = $1 AND updated_at <= $4`,
    [linkId, status, title, new Date(updatedAt)],
  );
}

async function retryOrGiveUp(job: TicketSync, error: RequestError): Promise<void> {
  const pause = pauseAfter(error, job.attempts);
  if (pause !== null && job.attempts < MAX_ATTEMPTS)
    return putOffTicketSync(job, new Date(Date.now() + pause), error.message);
  await forgetTicketSync(job);
  log.warn("A ticket was not told that its issue is resolved", { ...job.payload, reason: error.message });
}

function pauseAfter(error: RequestError, attempts: number): number | null {
  const growing = FIRST_PAUSE_MS * 2 ** (attempts - 1);
  if (error instanceof TrackerError) return error.retryMs === null ? null : Math.max(error.retryMs, growing);
  const mayPass =
    error instanceof OutgoingError && (error.kind === "unreachable" || error.kind === "too slow");
  return mayPass ? growing : null;
}
