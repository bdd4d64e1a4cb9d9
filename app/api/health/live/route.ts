/** The process answers; says nothing about the stores. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
