"use server";

import { redirect } from "next/navigation";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { NewProject } from "#lib/projects/schema.ts";

const Input = NewProject.pick({ name: true, platform: true });

export async function createProjectAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(Input, readForm(form), async (input) => {
    const project = await createProject(access, input);
    redirect(`/organizations/${access.slug}/projects/${project.slug}/getting-started`);
  });
}
