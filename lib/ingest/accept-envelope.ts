// In: a request with an envelope. Out: 200 with the event id, once its items are committed to the journal.
import { randomUUID } from "node:crypto";
import type { Envelope } from "#lib/envelope/envelope.ts";
import type { Category } from "#lib/envelope/item-types.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { RequestError } from "#lib/errors.ts";
import { admit, admitByDsn, requestCredentials } from "#lib/ingest/authenticate.ts";
import { clientIp } from "#lib/ingest/client-ip.ts";
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { newReading, readEnvelope, type Reading } from "#lib/ingest/read-envelope.ts";
import { countOutcome } from "#lib/outcomes/count-outcome.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";
import { appendToJournal } from "#lib/queue/append-to-journal.ts";

const REASONS: Readonly<Record<number, string>> = {
  400: "invalid_envelope",
  408: "timeout",
  413: "too_large",
  415: "unsupported_encoding",
};

const MAX_META_CHARACTERS = 1_024;

function projectInPath(path: string): string {
  const [, project] = /\/api\/(\d+)\//.exec(path) ?? [];
  if (project === undefined) throw new RequestError(404, "there is no project in the URL");
  return project;
}

function countRefusal(projectId: number, category: Category, error: unknown): void {
  const reason = error instanceof RequestError ? REASONS[error.status] : undefined;
  if (reason) countOutcome({ projectId, category, outcome: "invalid", reason, quantity: 1 });
}

function countSkipped(projectId: number, reading: Reading): void {
  for (const [category, quantity] of reading.skipped)
    countOutcome({ projectId, category, outcome: "invalid", reason: "unsupported_item", quantity });
}

/** The id that the sender is told: the envelope's own, or a new one when there is an event without. */
function withEventId(envelope: Envelope): Envelope {
  if (envelope.header.event_id !== undefined || envelope.items.length === 0) return envelope;
  return { ...envelope, header: { ...envelope.header, event_id: randomUUID().replaceAll("-", "") } };
}

async function journal(
  envelope: Envelope,
  key: ProjectKey,
  request: IngestRequest,
  sdkClient: string | null,
  receivedAt: Date,
): Promise<void> {
  await appendToJournal({
    projectId: key.projectId,
    keyId: key.keyId,
    receivedAt,
    meta: {
      clientIp: clientIp(request.remoteAddress, request.header),
      userAgent: request.header("user-agent")?.slice(0, MAX_META_CHARACTERS) ?? null,
      sdkClient: sdkClient?.slice(0, MAX_META_CHARACTERS) ?? null,
    },
    payload: serializeEnvelope(envelope),
  });
}

/** Serves `POST /api/{project}/envelope/`. */
export const acceptEnvelope = ingestEndpoint("POST", async (request) => {
  const receivedAt = new Date();
  const project = projectInPath(request.path);
  const credentials = requestCredentials(request);
  const admitted = credentials && (await admit(credentials.publicKey, project));

  const reading = newReading();
  let key = admitted;
  try {
    const received = await readEnvelope(request, reading, async ({ dsn }) => {
      key = await admitByDsn(dsn, project, admitted);
    });
    if (!key) throw new Error("An envelope was read without a key");
    const envelope = withEventId(received);
    if (envelope.items.length > 0)
      await journal(envelope, key, request, credentials?.client ?? null, receivedAt);
    countSkipped(key.projectId, reading);
    return envelope.header.event_id === undefined ? {} : { id: envelope.header.event_id };
  } catch (error) {
    if (key) countRefusal(key.projectId, reading.category, error);
    throw error;
  }
});
