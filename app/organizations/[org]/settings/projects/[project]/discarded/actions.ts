"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { authorizeProjectAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { stopDiscarding } from "#lib/issues/discarded.ts";
import { RowId } from "#lib/storable.ts";

const Chosen = z.object({ id: z.coerce.number().pipe(RowId) });

export async function stopDiscardingAction(
  organization: string,
  project: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeProjectAction(organization, project);
  return runAction(Chosen, readForm(form), async ({ id }) => {
    await stopDiscarding(access, id);
    refresh();
  });
}
