"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { Webhook } from "#lib/tickets/change-integrations.ts";
import type { IntegrationSummary } from "#lib/tickets/queries.ts";
import { WebhookSetup, WebhookSteps } from "#components/settings/webhook-setup.tsx";

type State = ActionState<Webhook>;
type Props = {
  integration: IntegrationSummary;
  url: string;
  action: (state: State, form: FormData) => Promise<State>;
};

/** A button and its dialog: where the tracker sends its webhooks, and a new secret for them. */
export function IntegrationWebhook({ integration, url, action }: Props) {
  const [state, submit] = useActionState(action, idle);
  return (
    <Dialog
      title={`Webhook of “${integration.name}”`}
      description="The tracker tells Debrief through it when a ticket is closed or opened again."
      className="max-w-lg"
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Webhook of ${integration.name}`}>
          Webhook
        </Button>
      }
    >
      {state.result ? (
        <WebhookSetup title="The new secret" kind={integration.kind} webhook={state.result} />
      ) : (
        <div className="grid gap-4">
          {state.message && <Notice tone="error">{state.message}</Notice>}
          <CopyText value={url} label="webhook address" />
          <WebhookSteps kind={integration.kind} />
          <form action={submit} className="grid gap-2 border-t pt-4">
            <input type="hidden" name="integrationId" value={integration.id} />
            <p className="text-sm text-muted">
              The secret was shown when it was made. A new one replaces it at once: webhooks with the old one
              are refused.
            </p>
            <SubmitButton variant="secondary" className="justify-self-start">
              Make a new secret
            </SubmitButton>
          </form>
        </div>
      )}
    </Dialog>
  );
}
