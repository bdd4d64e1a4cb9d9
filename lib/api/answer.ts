// Every answer of the Web API: JSON bodies, error bodies and the headers that tools read across origins.
import { RequestError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { randomUUID } from "node:crypto";

const SHARED_HEADERS = {
  "Cache-Control": "no-store",
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "Link, X-Hits, X-Max-Hits, X-Sentry-Error, X-Sentry-Direct-Hit, Retry-After",
  "X-Content-Type-Options": "nosniff",
};

/** 64-bit counters become numbers; they stay far below 2^53. */
const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);

/** A JSON answer. */
export function answer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return answerJson(JSON.stringify(body, plain), status, headers);
}

/** The same for what is JSON text already. */
export function answerJson(
  json: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(json, {
    status,
    headers: { "Content-Type": "application/json", ...SHARED_HEADERS, ...headers },
  });
}

/** A JSON list that is too long for memory: its items as JSON text, one after the other. */
export function answerStream(
  items: AsyncIterable<string>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  async function* text() {
    yield "[";
    let separator = "";
    for await (const item of items) {
      yield separator + item;
      separator = ",";
    }
    yield "]";
  }
  const reader = text();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await reader.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await reader.return(undefined)),
  });
  return new Response(body, {
    headers: { "Content-Type": "application/json", ...SHARED_HEADERS, ...headers },
  });
}

/** An answer that has nothing to say. */
export const answerEmpty = (headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 204, headers: { ...SHARED_HEADERS, ...headers } });

/** What a tool asked for and does not exist, or is not its to see: one text for both. */
export const notFound = () => new RequestError(404, "The requested resource does not exist");

/** A body with fields that cannot be taken, answered as `{"field":["why"]}`. */
export class FieldErrors extends RequestError {
  readonly fields: Readonly<Record<string, readonly string[]>>;

  constructor(fields: Readonly<Record<string, readonly string[]>>) {
    super(400, Object.values(fields).flat().join(" "));
    this.fields = fields;
  }
}

/** The answer for anything that was thrown. What is not the caller's fault is logged under an id. */
export function answerError(error: unknown): Response {
  if (error instanceof FieldErrors) return answer(error.fields, error.status);
  if (error instanceof RequestError) return answer({ detail: error.message }, error.status, error.headers);
  const errorId = randomUUID().replaceAll("-", "");
  log.error("The Web API failed", { errorId, error });
  return answer({ detail: "Internal Error", errorId }, 500);
}
