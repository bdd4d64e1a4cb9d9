// A span's status in the protocol's words. "error" of streamed spans is told apart by its message or HTTP status.

// In the order of the codes of gRPC, from 0.
const STATUSES = [
  "ok",
  "cancelled",
  "unknown",
  "invalid_argument",
  "deadline_exceeded",
  "not_found",
  "already_exists",
  "permission_denied",
  "resource_exhausted",
  "failed_precondition",
  "aborted",
  "out_of_range",
  "unimplemented",
  "internal_error",
  "unavailable",
  "data_loss",
  "unauthenticated",
] as const;

const WORDS: ReadonlyMap<string, string> = new Map([
  ...STATUSES.map((status) => [status, status] as const),
  ["unknown_error", "unknown"],
  ["success", "ok"],
  ["canceled", "cancelled"],
  ["unset", ""],
]);

const OF_HTTP: ReadonlyMap<number, string> = new Map([
  [400, "invalid_argument"],
  [401, "unauthenticated"],
  [403, "permission_denied"],
  [404, "not_found"],
  [409, "already_exists"],
  [413, "failed_precondition"],
  [429, "resource_exhausted"],
  [499, "cancelled"],
  [501, "unimplemented"],
  [503, "unavailable"],
  [504, "deadline_exceeded"],
]);

/**
 * @param told the span's status: a word, or a code of gRPC.
 * @param because what else is known: the message of a streamed span's status, its HTTP status or 0.
 * @returns "" when the SDK did not say; a word that nobody knows is an error's message.
 */
export function statusOf(told: unknown, because: { message?: string; httpStatus: number }): string {
  if (typeof told === "number") return STATUSES[told] ?? "";
  if (typeof told !== "string" || told === "") return "";
  const known = WORDS.get(told) ?? WORDS.get(told.toLowerCase());
  if (known !== undefined) return known;
  const named = because.message === undefined ? undefined : WORDS.get(because.message);
  if (named && named !== "ok") return named;
  return OF_HTTP.get(because.httpStatus) ?? "internal_error";
}
