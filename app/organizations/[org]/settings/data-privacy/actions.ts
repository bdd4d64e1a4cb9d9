"use server";

import { refresh } from "next/cache";
import { findAllProjectAccess } from "#lib/accounts/access.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { previewOnNewestEvent } from "#lib/projects/preview-ingest-settings.ts";
import { updateOrganizationScrubbing } from "#lib/projects/update-ingest-settings.ts";
import type { ScrubbingPreview } from "#lib/scrubbing/preview.ts";
import { ScrubbingSettings } from "#lib/scrubbing/schema.ts";
import { ScrubbingInput } from "#lib/scrubbing/scrubbing-input.ts";

export async function saveOrganizationScrubbingAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(ScrubbingInput, readForm(form), async (input) => {
    await updateOrganizationScrubbing(access, input);
    refresh();
  });
}

export async function previewOrganizationScrubbingAction(
  organization: string,
  form: FormData,
): Promise<ActionState<ScrubbingPreview | null>> {
  const access = await authorizeAction(organization);
  return runAction(ScrubbingInput, readForm(form), async (organizationScrubbing) =>
    previewOnNewestEvent(await findAllProjectAccess(access), {
      organizationScrubbing,
      scrubbing: ScrubbingSettings.parse({ scrubDefaults: false }),
    }),
  );
}
