"use server";

import { refresh } from "next/cache";
import type { z } from "zod";
import type { ViewOutcome } from "#components/issues/view-outcome.ts";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { RequestError } from "#lib/errors.ts";
import { deleteView, saveView, ViewInput } from "#lib/issues/saved-views.ts";
import { RowId } from "#lib/storable.ts";

async function outcomeOf(work: () => Promise<void>): Promise<ViewOutcome> {
  try {
    await work();
    refresh();
    return { ok: true };
  } catch (error) {
    if (error instanceof RequestError) return { ok: false, message: error.message };
    throw error;
  }
}

/** Keeps the search of the list under a name. */
export async function saveViewAction(org: string, input: z.input<typeof ViewInput>): Promise<ViewOutcome> {
  const access = await authorizeAction(org);
  const parsed = ViewInput.safeParse(input);
  if (!parsed.success) return { ok: false, message: parsed.error.issues[0]?.message ?? "Check the name." };
  return outcomeOf(() => saveView(access, parsed.data));
}

/** Deletes a view that the viewer may delete. */
export async function deleteViewAction(org: string, id: number): Promise<ViewOutcome> {
  const access = await authorizeAction(org);
  return outcomeOf(() => deleteView(access, RowId.catch(0).parse(id)));
}
