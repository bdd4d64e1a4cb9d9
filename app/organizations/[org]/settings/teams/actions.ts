"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { addTeamMember, removeTeamMember } from "#lib/accounts/change-team-members.ts";
import { createTeam } from "#lib/accounts/create-team.ts";
import { NewTeam } from "#lib/accounts/team-schema.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { RowId } from "#lib/storable.ts";

export async function createTeamAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(NewTeam, readForm(form), async (input) => {
    const { slug } = await createTeam(access, input);
    redirect(`/organizations/${access.slug}/settings/teams/${slug}`);
  });
}

const TeamChoice = z.object({ teamId: z.coerce.number().pipe(RowId) });

export async function joinTeamAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  const user = await requireUser();
  return runAction(TeamChoice, readForm(form), async ({ teamId }) => {
    await addTeamMember(access, teamId, user.id);
    refresh();
  });
}

export async function leaveTeamAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  const user = await requireUser();
  return runAction(TeamChoice, readForm(form), async ({ teamId }) => {
    await removeTeamMember(access, teamId, user.id);
    refresh();
  });
}
