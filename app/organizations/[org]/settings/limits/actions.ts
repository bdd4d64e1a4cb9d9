"use server";

import { refresh } from "next/cache";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { removeOrganizationQuota } from "#lib/quotas/remove-quota.ts";
import { NewQuota, QuotaId } from "#lib/quotas/schema.ts";
import { setOrganizationQuota } from "#lib/quotas/set-quota.ts";

export async function setOrganizationQuotaAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(NewQuota, readForm(form), async (input) => {
    await setOrganizationQuota(access, input);
    refresh();
  });
}

export async function removeOrganizationQuotaAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(QuotaId, readForm(form), async ({ quotaId }) => {
    await removeOrganizationQuota(access, quotaId);
    refresh();
  });
}
