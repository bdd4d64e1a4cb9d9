import type { z } from "zod";
import { RequestError } from "#lib/errors.ts";
import type { ActionState } from "#lib/format/action-state.ts";

/** The text fields of a form; those named in `lists` become arrays. */
export function readForm(form: FormData, lists: readonly string[] = []): Record<string, string | string[]> {
  const texts = (values: FormDataEntryValue[]) => values.filter((value) => typeof value === "string");
  const read: Record<string, string | string[]> = {};
  for (const key of new Set(form.keys())) {
    // React's own bookkeeping.
    if (key.startsWith("$")) continue;
    const values = texts(form.getAll(key));
    read[key] = lists.includes(key) ? values : (values[0] ?? "");
  }
  for (const list of lists) read[list] ??= [];
  return read;
}

function typed(input: Record<string, string | string[]>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(input))
    if (key !== "password") values[key] = Array.isArray(value) ? value.join(" ") : value;
  return values;
}

/**
 * Checks what a form sent and runs `work` with it. Faults of the input, and errors that callers may see,
 * become the form's next state; anything else is thrown on to the error page.
 */
export async function runAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  input: Record<string, string | string[]>,
  work: (input: z.output<Schema>) => Promise<Result>,
): Promise<ActionState<Result>> {
  const values = typed(input);
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? "")] ??= issue.message;
    return { status: "failed", fields, values };
  }
  try {
    return { status: "saved", fields: {}, values: {}, result: await work(parsed.data) };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { status: "failed", message: error.message, fields: {}, values };
  }
}
