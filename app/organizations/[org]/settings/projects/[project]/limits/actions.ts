"use server";

import { refresh } from "next/cache";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { SampleInput } from "#lib/projects/ingest-settings.ts";
import { updateSamples } from "#lib/projects/update-ingest-settings.ts";
import { removeQuota } from "#lib/quotas/remove-quota.ts";
import { NewQuota, QuotaId } from "#lib/quotas/schema.ts";
import { setProjectQuota } from "#lib/quotas/set-quota.ts";

export async function setQuotaAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(NewQuota, readForm(form), async (input) => {
    await setProjectQuota(access, input);
    refresh();
  });
}

export async function removeQuotaAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(QuotaId, readForm(form), async ({ quotaId }) => {
    await removeQuota(access, quotaId);
    refresh();
  });
}

export async function saveSamplesAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(SampleInput, readForm(form), async ({ samplesPerHour }) => {
    await updateSamples(access, samplesPerHour);
    refresh();
  });
}
