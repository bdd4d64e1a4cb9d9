"use server";

import { refresh } from "next/cache";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { findOrganizationScrubbing } from "#lib/projects/find-ingest-settings.ts";
import { previewOnNewestEvent } from "#lib/projects/preview-ingest-settings.ts";
import { updateScrubbing } from "#lib/projects/update-ingest-settings.ts";
import type { ScrubbingPreview } from "#lib/scrubbing/preview.ts";
import { ScrubbingInput } from "#lib/scrubbing/scrubbing-input.ts";

export async function saveScrubbingAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(ScrubbingInput, readForm(form), async (input) => {
    await updateScrubbing(access, input);
    refresh();
  });
}

export async function previewScrubbingAction(
  organization: string,
  project: string,
  form: FormData,
): Promise<ActionState<ScrubbingPreview | null>> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(ScrubbingInput, readForm(form), async (scrubbing) =>
    previewOnNewestEvent([access], {
      scrubbing,
      organizationScrubbing: await findOrganizationScrubbing(access),
    }),
  );
}
