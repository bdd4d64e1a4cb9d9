// In: a request with an envelope. Out: 200 with the event id, once its items are committed to the journal.
import type { EnvelopeHeader } from "#lib/envelope/envelope.ts";
import { admit, admitByDsn, projectInPath, requestCredentials } from "#lib/ingest/authenticate.ts";
import { countRefusal, countSkipped } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";
import { newReading, readEnvelope } from "#lib/ingest/read-envelope.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";

/** Serves `POST /api/{project}/envelope/`. */
export const acceptEnvelope = ingestEndpoint({
  POST: async (request) => {
    const receivedAt = new Date();
    const project = projectInPath(request.path);
    const credentials = requestCredentials(request);
    const admitted = credentials && (await admit(credentials.publicKey, project));

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
  },
});
