// A client that knows what became of each event it sent: the other half of the promise "acknowledged is stored".
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { newEventId, sampleEnvelope } from "#server/bench/sample-event.ts";

/** `unknown`: the connection broke or the server could not say, so it may be stored or not. */
type Fate = "acknowledged" | "unknown" | "refused";

const CAUSES = 12;
const RETRY_MS = 40;
const ANSWER_MS = 20_000;

const isRefused = (error: Error) => "code" in error && error.code === "ECONNREFUSED";

/** One attempt on a connection of its own. Rejects on an answer that no retry would change. */
function attempt(endpoint: string, body: Buffer): Promise<Fate> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-sentry-envelope", "content-length": body.length };
    const outgoing = request(endpoint, { method: "POST", agent: false, headers, timeout: ANSWER_MS });
    outgoing.on("response", (response) => {
      response.resume().on("error", () => resolve("unknown"));
      response.on("end", () => {
        if (response.statusCode === 200) resolve("acknowledged");
        // Postgres could not confirm the commit, which may have happened.
        else if (response.statusCode === 503) resolve("unknown");
        else reject(new Error(`An event was answered with ${response.statusCode}`));
      });
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", (error) => resolve(isRefused(error) ? "refused" : "unknown"));
    outgoing.end(body);
  });
}

export type Ledger = Map<string, Fate>;

type Sending = {
  /** Where to post to, asked before each attempt. */
  endpoint: () => string;
  count: number;
  /** What to send under an id; without it, an error event of about 10 KB. */
  envelopeOf?: (eventId: string) => Buffer;
  connections: number;
  /** Written while sending: what is known of each event id. */
  ledger: Ledger;
  /** Whether to leave an event whose fate is unknown as it is; else the same id is sent again. */
  givesUp: (eventId: string) => boolean;
  /** Ends all retries. */
  signal?: AbortSignal;
};

async function sendOne(sending: Sending, eventId: string): Promise<void> {
  const { ledger, envelopeOf = (id) => sampleEnvelope(CAUSES, id) } = sending;
  const body = envelopeOf(eventId);
  ledger.set(eventId, "refused");
  while (!sending.signal?.aborted) {
    const fate = await attempt(sending.endpoint(), body);
    // A refusal after a lost answer makes nothing known.
    if (fate !== "refused") ledger.set(eventId, fate);
    if (fate === "acknowledged" || (fate === "unknown" && sending.givesUp(eventId))) return;
    await pause(RETRY_MS);
  }
}

/** Sends `count` envelopes and resolves when the fate of each is settled. */
export async function sendEvents(sending: Sending): Promise<void> {
  let left = sending.count;
  const connection = async () => {
    while (left > 0 && !sending.signal?.aborted) {
      left -= 1;
      await sendOne(sending, newEventId());
    }
  };
  await Promise.all(Array.from({ length: sending.connections }, connection));
}
