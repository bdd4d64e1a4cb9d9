"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { GroupingVersion } from "#lib/issues/grouping/settings.ts";
import { GroupingInput } from "#lib/projects/grouping-input.ts";
import { type GroupingPreview, previewGrouping } from "#lib/projects/preview-grouping.ts";
import { AutoResolveHours, updateAutoResolve } from "#lib/projects/update-auto-resolve.ts";
import { changeGroupingVersion, updateGroupingRules } from "#lib/projects/update-grouping.ts";

export async function saveGroupingAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(GroupingInput, readForm(form), async (input) => {
    await updateGroupingRules(access, input);
    refresh();
  });
}

export async function previewGroupingAction(
  organization: string,
  project: string,
  form: FormData,
): Promise<ActionState<GroupingPreview>> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(GroupingInput, readForm(form), (input) => previewGrouping(access, input));
}

const VersionInput = z.object({ version: z.coerce.number().pipe(GroupingVersion) });

export async function changeVersionAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(VersionInput, readForm(form), async ({ version }) => {
    await changeGroupingVersion(access, version);
    refresh();
  });
}

const AutoResolveInput = z.object({ hours: z.coerce.number("Choose how long.").pipe(AutoResolveHours) });

export async function saveAutoResolveAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(AutoResolveInput, readForm(form), async ({ hours }) => {
    await updateAutoResolve(access, hours);
    refresh();
  });
}
