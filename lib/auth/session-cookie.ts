// The sign-in cookie: a JWT that next-auth reads (options.ts), set here because server actions sign people in.
import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { env } from "#lib/env.ts";

export const SESSION_SECONDS = 30 * 24 * 3_600;

/** The secret that signs cookies. @throws when the process was started without one. */
export function authSecret(): string {
  const secret = env().authSecret;
  if (!secret) throw new Error("AUTH_SECRET is not set; npm start makes one.");
  return secret;
}

/** Name and flags of the cookie, by the scheme and port of the public address. */
export function sessionCookie(baseUrl = env().baseUrl) {
  const url = new URL(baseUrl);
  const secure = url.protocol === "https:";
  return {
    // Cookies ignore ports: two servers on one host would sign each other's people out.
    name: secure ? "__Host-debrief-session" : `debrief-session-${url.port || "80"}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** Signs the user in on this browser. A new token each time, so a cookie from before cannot become one. */
export async function startSession(user: { id: number }): Promise<void> {
  const { name, options } = sessionCookie();
  const token = await encode({
    secret: authSecret(),
    maxAge: SESSION_SECONDS,
    token: { sub: String(user.id) },
  });
  (await cookies()).set(name, token, { ...options, maxAge: SESSION_SECONDS });
}

/** Signs out on this browser. */
export async function endSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
