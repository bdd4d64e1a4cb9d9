// In: a request with an envelope. Out: 200 with the event id, once its items are committed to the journal.
import type { Credentials } from "#lib/envelope/auth-header.ts";
import type { EnvelopeHeader } from "#lib/envelope/envelope.ts";
import { admit, admitByDsn, projectInPath, requestCredentials } from "#lib/ingest/authenticate.ts";
import { countRefusal, countSkipped } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { newReading, readEnvelope } from "#lib/ingest/read-envelope.ts";
import { refuseExhausted } from "#lib/ingest/refuse-exhausted.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";

/** What the request says of its sender beside the envelope; without credentials, the envelope's dsn must. */
type Claim = { project: string | null; credentials: Credentials | null };

/**
 * An envelope from its first byte to its answer.
 * @throws RequestError as `admit`, `readEnvelope` and `submit`; what is refused is counted.
 */
export async function receiveEnvelope(request: IngestRequest, claim: Claim): Promise<Reply> {
  const receivedAt = new Date();
  const { project, credentials } = claim;
  const admitted = credentials && refuseExhausted(await admit(credentials.publicKey, project), request);

  const reading = newReading();
  let key = admitted;
  const admitHeader = async ({ dsn }: EnvelopeHeader) => (key = await admitByDsn(dsn, project, admitted));
  try {
    const envelope = await readEnvelope(request, reading, admitHeader);
    if (!key) throw new Error("An envelope was read without a key");
    const sender = { key, request, receivedAt, sdkClient: credentials?.client ?? null };
    const submission = await submit(envelope, sender);
    countSkipped(key.projectId, reading);
    return replyTo(submission);
  } catch (error) {
    if (key) countRefusal(key.projectId, reading.category, error);
    throw error;
  }
}

/** Serves `POST /api/{project}/envelope/`. */
export const acceptEnvelope = ingestEndpoint({
  POST: async (request) => {
    const project = projectInPath(request.path);
    return receiveEnvelope(request, { project, credentials: requestCredentials(request) });
  },
});
