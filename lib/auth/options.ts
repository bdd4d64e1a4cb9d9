import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { Credentials } from "#lib/accounts/schema.ts";
import { checkCredentials } from "#lib/auth/check-credentials.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { safePath } from "#lib/auth/safe-path.ts";
import { authSecret, SESSION_SECONDS, sessionCookie } from "#lib/auth/session-cookie.ts";
import { env } from "#lib/env.ts";

/** next-auth's settings: e-mail and password, a JWT in a cookie for 30 days. */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: sessionCookie().options.secure,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const input = Credentials.safeParse(credentials);
          if (!input.success) return null;
          const user = await checkCredentials(input.data, clientAddress(request.headers));
          return user && { id: String(user.id), email: user.email, name: user.name };
        },
      }),
    ],
    callbacks: {
      redirect({ url, baseUrl }) {
        const path = url.startsWith(`${env().baseUrl}/`) ? url.slice(env().baseUrl.length) : url;
        return `${baseUrl}${safePath(path) ?? "/"}`;
      },
      // Only the id is kept; name and address are read fresh with each request.
      jwt: ({ token }) => ({ sub: token.sub }),
      session: ({ session, token }) => ({ expires: session.expires, user: { id: token.sub, name: null } }),
    },
  };
}
