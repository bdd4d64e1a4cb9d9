import { checkReadiness } from "#lib/health/check-readiness.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const readiness = await checkReadiness(Date.now());
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
