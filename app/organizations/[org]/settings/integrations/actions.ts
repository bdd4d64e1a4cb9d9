"use server";

import { refresh } from "next/cache";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import {
  createIntegration,
  removeIntegration,
  renewWebhookSecret,
  testIntegration,
  updateIntegration,
  type Webhook,
} from "#lib/tickets/change-integrations.ts";
import {
  IntegrationChange,
  IntegrationChoice,
  NewIntegration,
  type IntegrationKind,
} from "#lib/tickets/schema.ts";

// What a form sent comes back to it when it was refused, except a field of this name.
const NewForm = NewIntegration.omit({ token: true }).extend({ password: NewIntegration.shape.token });
const ChangeForm = IntegrationChange.omit({ token: true }).extend({
  password: IntegrationChange.shape.token,
});

type Made = { kind: IntegrationKind; webhook: Webhook };

export async function createIntegrationAction(
  organization: string,
  _state: ActionState<Made>,
  form: FormData,
): Promise<ActionState<Made>> {
  const access = await authorizeAction(organization);
  return runAction(NewForm, readForm(form), async ({ password, ...input }) => {
    const { webhook } = await createIntegration(access, { ...input, token: password });
    refresh();
    return { kind: input.kind, webhook };
  });
}

export async function updateIntegrationAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(ChangeForm, readForm(form), async ({ password, ...input }) => {
    await updateIntegration(access, { ...input, token: password });
    refresh();
  });
}

export async function testIntegrationAction(
  organization: string,
  _state: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  const access = await authorizeAction(organization);
  return runAction(IntegrationChoice, readForm(form), ({ integrationId }) =>
    testIntegration(access, integrationId),
  );
}

export async function renewWebhookSecretAction(
  organization: string,
  _state: ActionState<Webhook>,
  form: FormData,
): Promise<ActionState<Webhook>> {
  const access = await authorizeAction(organization);
  return runAction(IntegrationChoice, readForm(form), ({ integrationId }) =>
    renewWebhookSecret(access, integrationId),
  );
}

export async function removeIntegrationAction(
  organization: string,
  _state: ActionState,
  form: FormData,
): Promise<ActionState> {
  const access = await authorizeAction(organization);
  return runAction(IntegrationChoice, readForm(form), async ({ integrationId }) => {
    await removeIntegration(access, integrationId);
    refresh();
  });
}
