import { answerError, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";

// Tools read `detail`; a page of HTML would tell them nothing.
const missing = async () => answerError(notFound());

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint<{ path: string[] }>({
  GET: missing,
  POST: missing,
  PUT: missing,
  PATCH: missing,
  DELETE: missing,
});
