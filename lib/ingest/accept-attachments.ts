// In: files for an event that came, or comes, in another request. Out: 201, once they are in the journal.
import { RequestError } from "#lib/errors.ts";
import { parseEventId } from "#lib/events/event-id.ts";
import { admitRequest, type Admitted } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { attachmentItem, readMultipart } from "#lib/ingest/read-multipart.ts";
import { withSpills } from "#lib/ingest/store-file.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";

function eventIdInPath(path: string): string {
  const eventId = parseEventId(/\/events\/([^/]+)\/attachments/.exec(path)?.[1] ?? "");
  if (eventId === null) throw new RequestError(400, "malformed event id");
  return eventId;
}

async function receiveFiles(request: IngestRequest, { key, sdkClient }: Admitted): Promise<Reply> {
  const receivedAt = new Date();
  const eventId = eventIdInPath(request.path);
  const { files } = await withSpills(key, (spills) => readMultipart(request, spills));
  if (files.length === 0) throw new RequestError(400, "there is no file in the form");
  const envelope = { header: { event_id: eventId }, items: files.map((file) => attachmentItem(file)) };
  const submission = await submit(envelope, { key, request, receivedAt, sdkClient });
  const { headers = {} } = replyTo(submission);
  return {
    status: submission.limits.length > 0 ? 429 : 201,
    headers,
    body: files.map(({ name }) => ({ name })),
  };
}

/** Serves `POST /api/{project}/events/{event_id}/attachments/`. */
export const acceptAttachments = ingestEndpoint({
  POST: async (request) => {
    const admitted = await admitRequest(request);
    return countingRefusals(admitted.key.projectId, "attachment", () => receiveFiles(request, admitted));
  },
});
