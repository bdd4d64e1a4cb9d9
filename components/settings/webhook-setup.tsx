import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Webhook } from "#lib/tickets/change-integrations.ts";
import type { IntegrationKind } from "#lib/tickets/schema.ts";
import { TRACKER_WORDS } from "#components/settings/integration-words.ts";

/** A value with a button that copies it. */
function Value({ label, value }: { label: string; value: string }) {
  return (
    <div className="mt-2">
      <p className="text-sm text-muted">{label}</p>
      <div className="flex items-center gap-2 rounded-md border bg-surface p-2">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{value}</code>
        <CopyButton value={value} label={`Copy ${label.toLowerCase()}`} icon={false} variant="secondary" />
      </div>
    </div>
  );
}

/** What to do in the tracker so that it tells what happens to its tickets. */
export function WebhookSteps({ kind }: { kind: IntegrationKind }) {
  return (
    <ol className="list-decimal pl-5 text-sm">
      {TRACKER_WORDS[kind].webhookSteps.map((step) => (
        <li key={step} className="mt-1">
          {step}
        </li>
      ))}
    </ol>
  );
}

type Props = { title: string; kind: IntegrationKind; webhook: Webhook };

/** Address and secret of a webhook, shown this once, and the steps. */
export function WebhookSetup({ title, kind, webhook }: Props) {
  return (
    <Notice tone="ok" title={title}>
      <p>The secret is not shown again.</p>
      <Value label="Webhook address" value={webhook.url} />
      <Value label="Secret" value={webhook.secret} />
      <div className="mt-3">
        <WebhookSteps kind={kind} />
      </div>
    </Notice>
  );
}
