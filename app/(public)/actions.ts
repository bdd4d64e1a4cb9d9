"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { acceptInvite } from "#lib/accounts/accept-invite.ts";
import { Credentials, SignUp } from "#lib/accounts/schema.ts";
import { signUp } from "#lib/accounts/sign-up.ts";
import { checkCredentials, countSignUp } from "#lib/auth/check-credentials.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { homePath } from "#lib/auth/home-path.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import { safePath } from "#lib/auth/safe-path.ts";
import { assertSameOrigin } from "#lib/auth/same-origin.ts";
import { startSession } from "#lib/auth/session-cookie.ts";
import { RequestError } from "#lib/errors.ts";
import type { ActionState } from "#lib/format/action-state.ts";

const Next = z.object({ next: z.string().transform(safePath).nullable().catch(null) });

export async function signInAction(_state: ActionState, form: FormData): Promise<ActionState> {
  await assertSameOrigin();
  return runAction(Credentials.extend(Next.shape), readForm(form), async ({ next, ...input }) => {
    const user = await checkCredentials(input, clientAddress(await headers()));
    if (!user) throw new RequestError(401, "The e-mail address or the password is wrong.");
    await startSession(user);
    redirect(next ?? (await homePath(user.id)));
  });
}

export async function signUpAction(_state: ActionState, form: FormData): Promise<ActionState> {
  await assertSameOrigin();
  return runAction(SignUp.extend(Next.shape), readForm(form), async ({ next, ...input }) => {
    countSignUp(clientAddress(await headers()));
    await startSession(await signUp(input));
    redirect(next ?? "/organizations/new");
  });
}

const Invite = z.object({ token: z.string().regex(/^[\w-]{43}$/) });

export async function acceptInviteAction(token: string, _state: ActionState): Promise<ActionState> {
  await assertSameOrigin();
  const user = await requireUser();
  return runAction(Invite, { token }, async (input) => {
    const { organizationSlug } = await acceptInvite(user, input.token);
    redirect(`/organizations/${organizationSlug}/issues`);
  });
}
