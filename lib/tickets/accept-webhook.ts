// The door for trackers: the signature first, over the bytes as they came, and nothing else before it holds.
import { attemptLimit } from "#lib/accounts/attempt-limit.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { log } from "#lib/log.ts";
import { applyTicketChange } from "#lib/tickets/apply-ticket-change.ts";
import { IntegrationRow, webhookSecretOf } from "#lib/tickets/integration-row.ts";
import { hasHmac } from "#lib/tickets/signature.ts";
import type { ReadHeader } from "#lib/tickets/tracker.ts";
import { TRACKERS } from "#lib/tickets/trackers/kinds.ts";

// A busy repository sends a few a second at most, and each costs one indexed look-up.
const ACCEPTED_A_MINUTE = 1_200;
const accepted = attemptLimit(ACCEPTED_A_MINUTE, 60_000);

/**
 * Takes what a tracker tells. An unknown integration and a wrong signature give the same answer.
 * @throws RequestError 401, 400 for a body that is not JSON, 429 for too many.
 */
export async function acceptWebhook(id: string, header: ReadHeader, body: Uint8Array): Promise<void> {
  const integration = await findSigned(id, header, body);
  if (!integration) throw new RequestError(401, "The signature does not fit.");
  const wait = accepted.attempt(String(integration.id));
  if (wait > 0)
    throw new RequestError(429, "Too many webhooks.", {
      headers: { "retry-after": String(Math.ceil(wait / 1_000)) },
    });
  const change = TRACKERS[integration.kind].readChange(header, readJson(body));
  if (change) await applyTicketChange(integration, change);
}

async function findSigned(id: string, header: ReadHeader, body: Uint8Array): Promise<IntegrationRow | null> {
  const number = /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0;
  const found = await db().integration.findUnique({ where: { id: number } });
  if (!found) {
    // As long as it takes for one that is there.
    hasHmac(null, body, "nobody's secret");
    return null;
  }
  const integration = IntegrationRow.parse(found);
  try {
    const secret = webhookSecretOf(integration);
    return TRACKERS[integration.kind].isSigned(header, body, secret) ? integration : null;
  } catch (error) {
    // AUTH_SECRET has changed: the sender cannot mend that, and is told nothing of it.
    if (!(error instanceof RequestError)) throw error;
    log.warn("A webhook could not be checked", { integrationId: integration.id, reason: error.message });
    return null;
  }
}

function readJson(body: Uint8Array): unknown {
  try {
    return parseEventJson(body);
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    throw new RequestError(400, "The body is not JSON. Choose application/json as the content type.");
  }
}
