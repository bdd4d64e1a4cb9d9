"use server";

import { refresh } from "next/cache";
import { OrganizationSettings } from "#lib/accounts/schema.ts";
import { renameOrganization } from "#lib/accounts/rename-organization.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";

export async function renameOrganizationAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(OrganizationSettings, readForm(form), async (input) => {
    await renameOrganization(access, input);
    refresh();
  });
}
