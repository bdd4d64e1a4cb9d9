import type { z } from "zod";
import { FieldErrors } from "#lib/api/answer.ts";
import { RequestError } from "#lib/errors.ts";

const MAX_BYTES = 1024 * 1024;

async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new RequestError(413, "The request body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The JSON body of a request, checked.
 * @throws RequestError 400 when it is not JSON or a field is wrong, 413 above `maxBytes`, by default 1 MiB.
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, maxBytes = MAX_BYTES): Promise<T> {
  const bytes = await readBounded(request, maxBytes);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new RequestError(400, "JSON parse error");
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues)
    (fields[String(path[0] ?? "detail")] ??= []).push(message);
  throw new FieldErrors(fields);
}
