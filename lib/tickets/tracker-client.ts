// Requests to a tracker's API, and its refusals in words that help.
import { z } from "zod";
import { RequestError } from "#lib/errors.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import { sendOutgoing, type OutgoingAnswer, type OutgoingRequest } from "#lib/outgoing/send-outgoing.ts";

/** A tracker that said no. */
export class TrackerError extends RequestError {
  override name = "TrackerError";
  /** Milliseconds after which it is worth another try; null when it is not. */
  readonly retryMs: number | null;

  constructor(detail: string, retryMs: number | null) {
    super(502, detail);
    this.retryMs = retryMs;
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

// The three say it differently: {message}, {message: {title: [...]}}, {errorMessages, errors}, {error}.
const Refusal = z.object({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  errorMessages: z.unknown().optional(),
  errors: z.unknown().optional(),
});

function wordsOf(body: string, secrets: readonly string[]): string {
  try {
    const { message, error, errorMessages, errors } = Refusal.parse(JSON.parse(body));
    const words = [message, error, errorMessages, errors].filter((part) => part !== undefined);
    const text = words.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
    // Something between us and the tracker may answer with what it was sent.
    const safe = secrets.reduce((left, secret) => left.replaceAll(secret, "[token]"), text);
    return untrustedText(safe, 300);
  } catch {
    return "";
  }
}

/** How long a rate limit asks to wait; null when it is none. GitHub answers 403 for its own. */
function waitOf({ status, header }: OutgoingAnswer): number | null {
  const seconds = Number(header("retry-after") ?? NaN);
  const isSpent = header("x-ratelimit-remaining") === "0";
  if (status !== 429 && !(status === 403 && (isSpent || Number.isFinite(seconds)))) return null;
  if (Number.isFinite(seconds)) return Math.min(Math.max(seconds * 1_000, 1_000), HOUR);
  const reset = Number(header("x-ratelimit-reset") ?? NaN) * 1_000 - Date.now();
  return Number.isFinite(reset) ? Math.min(Math.max(reset, 1_000), HOUR) : MINUTE;
}

function refusal({ tracker, secrets }: ClientOptions, answer: OutgoingAnswer): TrackerError {
  const { status } = answer;
  const wait = waitOf(answer);
  if (wait !== null) {
    const minutes = Math.ceil(wait / MINUTE);
    const time = minutes === 1 ? "a minute" : `${minutes} minutes`;
    return new TrackerError(`${tracker} takes no more requests for now. Try again in ${time}.`, wait);
  }
  const words = wordsOf(answer.body, secrets);
  const quoted = words && ` It says: ${words}`;
  if (status === 401) return new TrackerError(`${tracker} does not accept the token.`, null);
  if (status === 403) return new TrackerError(`The token may not do this in ${tracker}.${quoted}`, null);
  if (status === 404)
    return new TrackerError(`${tracker} does not know it, or does not show it to this token.`, null);
  if (status >= 500) return new TrackerError(`${tracker} had a fault (${status}).`, MINUTE);
  return new TrackerError(`${tracker} refused (${status}).${quoted}`, null);
}

export type TrackerClient = <Answer extends z.ZodType>(
  method: OutgoingRequest["method"],
  path: string,
  schema: Answer,
  body?: object,
) => Promise<z.output<Answer>>;

type ClientOptions = {
  /** Its name, for messages. */
  tracker: string;
  baseUrl: string;
  headers: Readonly<Record<string, string>>;
  /** What is never quoted. */
  secrets: readonly string[];
  signal?: AbortSignal;
};

/** For an API that speaks JSON. */
export function trackerClient(options: ClientOptions): TrackerClient {
  const { tracker, baseUrl, headers, signal } = options;
  return async (method, path, schema, body) => {
    const answer = await sendOutgoing({
      url: `${baseUrl}${path}`,
      method,
      headers: {
        accept: "application/json",
        ...headers,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (answer.status >= 400) throw refusal(options, answer);
    const parsed = schema.safeParse(answer.body === "" ? null : readJson(answer.body));
    if (parsed.success) return parsed.data;
    throw new TrackerError(`What ${tracker} answered is not what its API says. Check the address.`, null);
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
