"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeRole } from "#lib/accounts/change-role.ts";
import { createInvite } from "#lib/accounts/create-invite.ts";
import { removeMember } from "#lib/accounts/remove-member.ts";
import { revokeInvite } from "#lib/accounts/revoke-invite.ts";
import { NewInvite, RoleChange } from "#lib/accounts/schema.ts";
import { homePath } from "#lib/auth/home-path.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import { env } from "#lib/env.ts";
import type { ActionState } from "#lib/format/action-state.ts";

type InviteState = ActionState<{ link: string }>;

export async function createInviteAction(
  organization: string,
  _state: InviteState,
  form: FormData,
): Promise<InviteState> {
  const access = await authorizeAction(organization);
  return runAction(NewInvite, readForm(form), async (input) => {
    const { token } = await createInvite(access, input);
    refresh();
    return { link: `${env().baseUrl}/invite/${token}` };
  });
}

const InviteChoice = z.object({ inviteId: z.coerce.number().int().positive() });

export async function revokeInviteAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(InviteChoice, readForm(form), async ({ inviteId }) => {
    await revokeInvite(access, inviteId);
    refresh();
  });
}

export async function changeRoleAction(
  organization: string,
  userId: number,
  role: string,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(RoleChange, { userId: String(userId), role: String(role) }, async (input) => {
    await changeRole(access, input);
    refresh();
  });
}

const MemberChoice = RoleChange.pick({ userId: true });

export async function removeMemberAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(MemberChoice, readForm(form), async ({ userId }) => {
    await removeMember(access, userId);
    if (userId === access.userId) redirect(await homePath(userId));
    refresh();
  });
}
