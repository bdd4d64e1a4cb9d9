// In: what a user said of an error, from a site's own form or server. Out: 200 with it, once it is in the journal.
import { z } from "zod";
import { EventId } from "#lib/envelope/envelope.ts";
import { parseDsn } from "#lib/envelope/dsn.ts";
import { RequestError } from "#lib/errors.ts";
import { findUserReport } from "#lib/feedback/find-user-report.ts";
import { REPLACEABLE_MS } from "#lib/feedback/fold-reports.ts";
import { reportIdOf } from "#lib/feedback/read-feedback.ts";
import { ENGLISH_MESSAGES, checkUserReport, type UserReportInput } from "#lib/feedback/user-report-input.ts";
import { admit } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { jsonItem } from "#lib/ingest/json-item.ts";
import { readJsonBody } from "#lib/ingest/read-body.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";
import { isProjectAt } from "#lib/projects/is-project-at.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";

const MAX_BODY_BYTES = 64 * 1024;
const PATH = /\/api\/0\/projects\/([^/]+)\/([^/]+)\/user-feedback\/?$/;

const EventOfReport = z.looseObject({ event_id: z.string().pipe(EventId) });

/** @throws RequestError 401 without a DSN, as `admit`, and 404 when the path is another project's. */
async function admitDsn(request: IngestRequest): Promise<ProjectKey> {
  const [, text = ""] = /^\s*dsn\s+(\S+)\s*$/i.exec(request.header("authorization") ?? "") ?? [];
  const dsn = parseDsn(text);
  if (!dsn) throw new RequestError(401, "Authentication credentials were not provided.");
  const key = await admit(dsn.publicKey, String(dsn.projectId));
  const [, organization = "", project = ""] = PATH.exec(request.path) ?? [];
  if (!(await isProjectAt(key, decodeName(organization), decodeName(project))))
    throw new RequestError(404, "The requested resource does not exist");
  return key;
}

/** A name in the path; one that cannot be decoded is nobody's. */
function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded).replaceAll("\0", "");
  } catch {
    return "";
  }
}

type Accepted = { report: UserReportInput; eventId: string };
type Read = Accepted | { problems: object };

function readFields(body: unknown): Read {
  const read = checkUserReport(body);
  const event = EventOfReport.safeParse(body);
  const wrongId = { event_id: [ENGLISH_MESSAGES.required] };
  if ("problems" in read)
    return { problems: event.success ? read.problems : { ...read.problems, ...wrongId } };
  return event.success ? { report: read.report, eventId: event.data.event_id } : { problems: wrongId };
}

/** As the list shows it once it is digested (lib/feedback/feedback-json.ts), but for the number it gets then. */
function answerBody({ report, eventId }: Accepted, projectId: number, receivedAt: Date) {
  const feedbackId = reportIdOf(projectId, eventId);
  return {
    id: feedbackId,
    feedbackId,
    eventID: eventId,
    event: { id: eventId, eventID: eventId },
    ...report,
    user: null,
    dateCreated: receivedAt.toISOString(),
  };
}

async function receive(request: IngestRequest): Promise<Reply> {
  const receivedAt = new Date();
  const key = await admitDsn(request);
  return countingRefusals(key.projectId, "feedback", async () => {
    const read = readFields(await readJsonBody(request, MAX_BODY_BYTES));
    if ("problems" in read) return { status: 400, body: read.problems };
    const earlier = await findUserReport(key, read.eventId);
    if (earlier && receivedAt.getTime() - earlier.receivedAt.getTime() > REPLACEABLE_MS)
      throw new RequestError(409, "Feedback for this event cannot be modified.");
    const item = jsonItem("user_report", { event_id: read.eventId, ...read.report });
    const sender = { key, request, receivedAt, sdkClient: null };
    const submission = await submit({ header: { event_id: read.eventId }, items: [item] }, sender);
    if (submission.limits.length > 0)
      return { ...replyTo(submission), body: { detail: "rate limit reached" } };
    return { body: answerBody(read, key.projectId, receivedAt) };
  });
}

/** Serves `POST /api/0/projects/{organization}/{project}/user-feedback/` with `Authorization: DSN …`. */
export const acceptUserFeedback = ingestEndpoint({ POST: receive });
