import { attemptLimit } from "#lib/accounts/attempt-limit.ts";
import { answerEmpty, answerError } from "#lib/api/answer.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { RequestError } from "#lib/errors.ts";
import { acceptWebhook } from "#lib/tickets/accept-webhook.ts";
import { withWebhookBody } from "#lib/tickets/read-webhook.ts";

const ATTEMPTS_A_MINUTE = 300;

const attempts = attemptLimit(ATTEMPTS_A_MINUTE, 60_000);

/** Forgiven by each webhook that is right, as one tracker's address may serve a stranger too. */
function countAttempt(sender: string): void {
  const wait = attempts.attempt(sender);
  if (wait === 0) return;
  const headers = { "retry-after": String(Math.ceil(wait / 1_000)) };
  throw new RequestError(429, "Too many refused webhooks.", { headers });
}

async function accept(request: Request, integration: string): Promise<Response> {
  const sender = clientAddress(request.headers);
  try {
    countAttempt(sender);
    const encoding = request.headers.get("content-encoding") ?? "identity";
    if (encoding !== "identity") throw new RequestError(415, "The body must not be compressed.");
    await withWebhookBody(request, sender, (body) =>
      acceptWebhook(integration, (name) => request.headers.get(name), body),
    );
    attempts.forget(sender);
    return answerEmpty();
  } catch (error) {
    return answerError(error);
  }
}

/** What a tracker tells of its tickets; the signature says who it is. */
export async function POST(
  request: Request,
  context: { params: Promise<{ integration: string }> },
): Promise<Response> {
  return accept(request, (await context.params).integration);
}
