import type { ActionState } from "#lib/format/action-state.ts";
import type { QuotaSummary } from "#lib/quotas/queries.ts";
import { QuotaForm } from "#components/settings/quota-form.tsx";
import { QuotaTable } from "#components/settings/quota-table.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";

type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;

type Props = {
  quotas: readonly QuotaSummary[];
  emptyText: string;
  /** Left out for those who may not change quotas. */
  actions?: { set: FormAction; remove: FormAction };
};

/** The quotas of a project or an organization, and the form that sets one. */
export function QuotaSection({ quotas, emptyText, actions }: Props) {
  return (
    <SettingsSection
      title="What may be sent"
      description="What comes beyond a limit is refused and counted, and SDKs are told to pause."
    >
      {quotas.length > 0 ? (
        <QuotaTable quotas={quotas} removeAction={actions?.remove} />
      ) : (
        <p className="text-muted">{emptyText}</p>
      )}
      {actions ? (
        <QuotaForm action={actions.set} />
      ) : (
        <p className="text-muted">Owners and admins can set and remove limits.</p>
      )}
    </SettingsSection>
  );
}
