/** The header as next/headers and as next-auth hand it over. */
type Given = { get(name: string): string | null } | Record<string, unknown> | undefined;

/**
 * The address that the nearest proxy, or Next itself, saw: the last one of X-Forwarded-For. What stands
 * before it is the sender's own claim.
 */
export function clientAddress(headers: Given): string {
  const value =
    headers && typeof headers["get"] === "function"
      ? String(headers["get"]("x-forwarded-for") ?? "")
      : String((headers && "x-forwarded-for" in headers && headers["x-forwarded-for"]) || "");
  return value.split(",").at(-1)?.trim() || "unknown";
}
