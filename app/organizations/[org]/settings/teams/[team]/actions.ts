"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { addTeamMember, removeTeamMember } from "#lib/accounts/change-team-members.ts";
import { addTeamProject, removeTeamProject } from "#lib/accounts/change-team-projects.ts";
import { deleteTeam } from "#lib/accounts/delete-team.ts";
import { NewTeam } from "#lib/accounts/team-schema.ts";
import { updateTeam } from "#lib/accounts/update-team.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { RowId } from "#lib/storable.ts";
import { requireTeam } from "./require-team.ts";

const id = z.coerce.number().pipe(RowId);
const MemberChoice = z.object({ userId: id });
const ProjectChoice = z.object({ projectId: id });
const Name = NewTeam.pick({ name: true });

type Change = (
  organization: string,
  team: string,
  state: ActionState,
  form: FormData,
) => Promise<ActionState>;

async function authorize(organization: string, team: string) {
  const access = await authorizeAction(organization);
  return { access, teamId: (await requireTeam(access, team)).id };
}

export const renameTeamAction: Change = async (organization, team, _state, form) => {
  const { access, teamId } = await authorize(organization, team);
  return runAction(Name, readForm(form), async ({ name }) => {
    await updateTeam(access, teamId, { name });
    refresh();
  });
};

export const deleteTeamAction: Change = async (organization, team) => {
  const { access, teamId } = await authorize(organization, team);
  return runAction(z.object({}), {}, async () => {
    await deleteTeam(access, teamId);
    redirect(`/organizations/${access.slug}/settings/teams`);
  });
};

export const addMemberAction: Change = async (organization, team, _state, form) => {
  const { access, teamId } = await authorize(organization, team);
  return runAction(MemberChoice, readForm(form), async ({ userId }) => {
    await addTeamMember(access, teamId, userId);
    refresh();
  });
};

export const removeMemberAction: Change = async (organization, team, _state, form) => {
  const { access, teamId } = await authorize(organization, team);
  return runAction(MemberChoice, readForm(form), async ({ userId }) => {
    await removeTeamMember(access, teamId, userId);
    refresh();
  });
};

export const addProjectAction: Change = async (organization, team, _state, form) => {
  const { access, teamId } = await authorize(organization, team);
  return runAction(ProjectChoice, readForm(form), async ({ projectId }) => {
    await addTeamProject(access, { teamId, projectId });
    refresh();
  });
};

export const removeProjectAction: Change = async (organization, team, _state, form) => {
  const { access, teamId } = await authorize(organization, team);
  return runAction(ProjectChoice, readForm(form), async ({ projectId }) => {
    await removeTeamProject(access, { teamId, projectId });
    refresh();
  });
};
