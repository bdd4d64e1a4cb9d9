"use server";

import { refresh } from "next/cache";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import { FilterInput } from "#lib/filters/filter-input.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { previewFilters, type FilterPreview } from "#lib/projects/preview-ingest-settings.ts";
import { updateFilters } from "#lib/projects/update-ingest-settings.ts";

const LISTS = ["legacyBrowsers"];

export async function saveFiltersAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(FilterInput, readForm(form, LISTS), async (input) => {
    await updateFilters(access, input);
    refresh();
  });
}

export async function previewFiltersAction(
  organization: string,
  project: string,
  form: FormData,
): Promise<ActionState<FilterPreview>> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(FilterInput, readForm(form, LISTS), (input) => previewFilters(access, input));
}
