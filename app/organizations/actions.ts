"use server";

import { redirect } from "next/navigation";
import { createOrganization } from "#lib/accounts/create-organization.ts";
import { OrganizationSettings } from "#lib/accounts/schema.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import { assertSameOrigin } from "#lib/auth/same-origin.ts";
import { endSession } from "#lib/auth/session-cookie.ts";
import type { ActionState } from "#lib/format/action-state.ts";

export async function createOrganizationAction(_state: ActionState, form: FormData): Promise<ActionState> {
  await assertSameOrigin();
  const user = await requireUser("/organizations/new");
  return runAction(OrganizationSettings, readForm(form), async (input) => {
    const organization = await createOrganization(user.id, input);
    redirect(`/organizations/${organization.slug}/projects/new`);
  });
}

export async function signOutAction(): Promise<void> {
  await assertSameOrigin();
  await endSession();
  redirect("/sign-in");
}
