// Bodies that are small enough to be read as a whole.
import { parseInnerJson } from "#lib/events/parse-json.ts";
import { RequestError } from "#lib/errors.ts";
import { decompress } from "#lib/ingest/decompress.ts";
import { holdBytes } from "#lib/ingest/held-bytes.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { pace } from "#lib/ingest/pace.ts";

/** The Content-Type without its parameters, in lower case; "" for none. */
export const mediaType = (request: IngestRequest): string =>
  (request.header("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** For a body of a type that a door does not take. */
export const unsupportedType = (...supported: readonly string[]) =>
  new RequestError(415, "unsupported content type", { causes: [`supported: ${supported.join(", ")}`] });

/** For a body that weighs too much. */
export const tooLarge = (what: string, maxBytes: number) =>
  new RequestError(413, "the request exceeds a size limit", {
    causes: [`${what} exceeds ${maxBytes} bytes`],
  });

/** The body's bytes as they come, unpacked. @throws RequestError 408, 413 or 415, and 400 for broken compression. */
export async function* bodyChunks(
  request: IngestRequest,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void> {
  if (!request.body) return;
  let bytes = 0;
  for await (const chunk of decompress(pace(request.body), request.header("content-encoding"))) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge("the body", maxBytes);
    yield chunk;
  }
}

/** The whole body, unpacked. @throws as `bodyChunks`, and 503 while too much is being sent. */
export async function readBody(request: IngestRequest, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of bodyChunks(request, maxBytes)) {
    bytes += chunk.byteLength;
    holdBytes(request, bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The JSON of a body, without the keys that could change a prototype. @throws RequestError 400, as `readBody`. */
export async function readJsonBody(request: IngestRequest, maxBytes: number): Promise<unknown> {
  const value = parseInnerJson(new TextDecoder().decode(await readBody(request, maxBytes)));
  if (value === undefined) throw new RequestError(400, "the body is not JSON, or nested too deeply");
  return value;
}
