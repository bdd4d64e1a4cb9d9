"use client";

import { useActionState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { Webhook } from "#lib/tickets/change-integrations.ts";
import type { IntegrationSummary } from "#lib/tickets/queries.ts";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { IntegrationEdit } from "#components/settings/integration-edit.tsx";
import { IntegrationWebhook } from "#components/settings/integration-webhook.tsx";
import { TRACKER_WORDS } from "#components/settings/integration-words.ts";

type FormAction<Result = void> = (state: ActionState<Result>, form: FormData) => Promise<ActionState<Result>>;
type Props = {
  integrations: readonly (IntegrationSummary & { webhookUrl: string })[];
  /** Left out for those who may not change integrations. */
  actions?: {
    test: FormAction<string>;
    update: FormAction;
    renewSecret: FormAction<Webhook>;
    remove: FormAction;
  };
};

/** The trackers of an organization. */
export function IntegrationTable({ integrations, actions }: Props) {
  return (
    <Table label="Integrations">
      <TableHead>
        <TableHeadCell>Tracker</TableHeadCell>
        <TableHeadCell className="max-md:hidden">Tickets go to</TableHeadCell>
        <TableHeadCell numeric className="max-sm:hidden">
          Linked
        </TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {integrations.map((integration) => (
          <Row key={integration.id} integration={integration} actions={actions} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({
  integration,
  actions,
}: {
  integration: Props["integrations"][number];
  actions: Props["actions"];
}) {
  const { id, kind, name, baseUrl, settings, ticketCount, webhookUrl } = integration;
  const [tested, test] = useActionState<ActionState<string>, FormData>(
    actions?.test ?? (() => Promise.resolve(idle)),
    idle,
  );
  return (
    <>
      <TableRow>
        <TableCell className="max-w-0 min-w-32 sm:w-full">
          <p className="truncate text-base font-medium">{name}</p>
          <p className="truncate text-muted">
            {TRACKER_WORDS[kind].name} at {new URL(baseUrl).host}
          </p>
        </TableCell>
        <TableCell className="max-w-60 truncate font-mono max-md:hidden">{settings.place}</TableCell>
        <TableCell numeric className="max-sm:hidden">
          {ticketCount}
        </TableCell>
        <TableCell>
          {actions && (
            <div className="flex flex-wrap items-center justify-end sm:flex-nowrap">
              <form action={test}>
                <input type="hidden" name="integrationId" value={id} />
                <SubmitButton size="sm" variant="ghost" aria-label={`Test connection of ${name}`}>
                  Test
                </SubmitButton>
              </form>
              <IntegrationWebhook integration={integration} url={webhookUrl} action={actions.renewSecret} />
              <IntegrationEdit integration={integration} action={actions.update} />
              <ConfirmAction
                label="Remove"
                accessibleLabel={`Remove ${name}`}
                title={`Remove “${name}”?`}
                confirmLabel="Remove integration"
                doneMessage="Integration removed"
                action={actions.remove}
                fields={{ integrationId: id }}
              >
                Debrief forgets the token and{" "}
                {ticketCount === 1 ? "1 linked ticket" : `${ticketCount} linked tickets`}. The tickets
                themselves stay where they are.
              </ConfirmAction>
            </div>
          )}
        </TableCell>
      </TableRow>
      {tested.status !== "idle" && (
        <tr>
          <td colSpan={4} className="px-3 py-3">
            {tested.result ? (
              <Notice tone="ok" title="The connection works">
                {tested.result}.
              </Notice>
            ) : (
              <Notice tone="error" title="The connection does not work">
                {tested.message}
              </Notice>
            )}
          </td>
        </tr>
      )}
    </>
  );
}
