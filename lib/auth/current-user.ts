import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { z } from "zod";
import { findUser, type User } from "#lib/accounts/queries.ts";
import { authOptions } from "#lib/auth/options.ts";
import { safePath } from "#lib/auth/safe-path.ts";

const Session = z.object({ user: z.object({ id: z.string().regex(/^\d{1,9}$/) }) });

/** Who is looking, read from the database once a request; null when nobody is signed in. */
export const currentUser = cache(async (): Promise<User | null> => {
  const session = Session.safeParse(await getServerSession(authOptions()));
  return session.success ? findUser(Number(session.data.user.id)) : null;
});

/** The header in which the web server tells which page was asked for; pages cannot see their own address. */
export const PATH_HEADER = "x-debrief-path";

/** The user; sends anybody else to sign in and back to the page, or to `next` where that is not known. */
export async function requireUser(next = "/"): Promise<User> {
  const user = await currentUser();
  if (user) return user;
  const asked = safePath((await headers()).get(PATH_HEADER)) ?? next;
  // Next adds _rsc when it asks for a page's data instead of its HTML.
  const page = asked.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "");
  redirect(`/sign-in?next=${encodeURIComponent(page)}`);
}
