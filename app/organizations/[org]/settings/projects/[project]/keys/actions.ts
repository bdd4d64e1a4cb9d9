"use server";

import { refresh } from "next/cache";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { createProjectKey } from "#lib/projects/create-project-key.ts";
import { revokeProjectKey } from "#lib/projects/revoke-project-key.ts";
import { rotateProjectKey } from "#lib/projects/rotate-project-key.ts";
import { KeyChoice, NewProjectKey } from "#lib/projects/schema.ts";
import { KeyLimitForm } from "#lib/quotas/schema.ts";
import { setKeyLimit } from "#lib/quotas/set-quota.ts";

export async function createKeyAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(NewProjectKey, readForm(form), async (input) => {
    await createProjectKey(access, input);
    refresh();
  });
}

export async function limitKeyAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(KeyLimitForm, readForm(form), async ({ keyId, count, window }) => {
    await setKeyLimit(access, keyId, count === null ? null : { count, window });
    refresh();
  });
}

export async function rotateKeyAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(KeyChoice, readForm(form), async ({ keyId }) => {
    await rotateProjectKey(access, keyId);
    refresh();
  });
}

export async function revokeKeyAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(KeyChoice, readForm(form), async ({ keyId }) => {
    await revokeProjectKey(access, keyId);
    refresh();
  });
}
