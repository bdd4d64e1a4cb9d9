"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { mapOwners, removeCodeOwners, uploadCodeOwners } from "#lib/ownership/change-code-owners.ts";
import { MappingInput, OwnershipInput, OwnershipTrialInput } from "#lib/ownership/ownership-input.ts";
import { CodeOwnersUpload } from "#lib/ownership/schema.ts";
import { tryOwnership, type OwnershipTrial } from "#lib/ownership/try-ownership.ts";
import { updateOwnershipRules } from "#lib/ownership/update-ownership-rules.ts";

export async function saveOwnershipAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(OwnershipInput, readForm(form), async (input) => {
    await updateOwnershipRules(access, input);
    refresh();
  });
}

export async function tryOwnershipAction(
  organization: string,
  project: string,
  form: FormData,
): Promise<ActionState<OwnershipTrial>> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(OwnershipTrialInput, readForm(form), (input) => tryOwnership(access, input));
}

export async function uploadCodeOwnersAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  const state = await runAction(CodeOwnersUpload, readForm(form), async (input) => {
    await uploadCodeOwners(access, input);
    refresh();
  });
  // The browser has the file; three megabytes need not travel back.
  return { ...state, values: {} };
}

export async function removeCodeOwnersAction(organization: string, project: string): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(z.object({}), {}, async () => {
    await removeCodeOwners(access);
    refresh();
  });
}

export async function mapOwnersAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(MappingInput, readForm(form, ["owner", "name"]), async (input) => {
    await mapOwners(access, input);
    refresh();
  });
}
