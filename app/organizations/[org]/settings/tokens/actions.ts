"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { createOrganizationToken, createUserToken } from "#lib/accounts/create-token.ts";
import { revokeOrganizationToken, revokeUserToken } from "#lib/accounts/revoke-token.ts";
import { NewOrganizationToken, NewUserToken } from "#lib/accounts/schema.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import { assertSameOrigin } from "#lib/auth/same-origin.ts";
import type { ActionState } from "#lib/format/action-state.ts";

type TokenState = ActionState<{ token: string }>;

// "No access" is an empty choice.
const UserTokenForm = NewUserToken.extend({
  scopes: z.preprocess(
    (given) => (Array.isArray(given) ? given.filter((scope) => scope !== "") : given),
    NewUserToken.shape.scopes,
  ),
});

export async function createUserTokenAction(_state: TokenState, form: FormData): Promise<TokenState> {
  await assertSameOrigin();
  const user = await requireUser();
  return runAction(UserTokenForm, readForm(form, ["scopes"]), async (input) => {
    const { token } = await createUserToken(user.id, input);
    refresh();
    return { token };
  });
}

export async function createOrganizationTokenAction(
  organization: string,
  _state: TokenState,
  form: FormData,
): Promise<TokenState> {
  const access = await authorizeAction(organization);
  return runAction(NewOrganizationToken, readForm(form), async (input) => {
    const { token } = await createOrganizationToken(access, input);
    refresh();
    return { token };
  });
}

const TokenChoice = z.object({ tokenId: z.coerce.number().int().positive() });

export async function revokeUserTokenAction(_state: ActionState, form: FormData): Promise<ActionState> {
  await assertSameOrigin();
  const user = await requireUser();
  return runAction(TokenChoice, readForm(form), async ({ tokenId }) => {
    await revokeUserToken(user.id, tokenId);
    refresh();
  });
}

export async function revokeOrganizationTokenAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(TokenChoice, readForm(form), async ({ tokenId }) => {
    await revokeOrganizationToken(access, tokenId);
    refresh();
  });
}
