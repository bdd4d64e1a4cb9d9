import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Context): Promise<Response> {
  const handler: unknown = NextAuth(authOptions());
  if (typeof handler !== "function") throw new Error("next-auth gave no handler.");
  const response: unknown = await handler(request, context);
  if (!(response instanceof Response)) throw new Error("next-auth gave no response.");
  return response;
}

export { handle as GET, handle as POST };
