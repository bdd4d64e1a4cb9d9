import type { ActionState } from "#lib/format/action-state.ts";
import type { QuotaSummary } from "#lib/quotas/queries.ts";
import { QuotaForm } from "#components/settings/quota-form.tsx";
import { QuotaTable } from "#components/settings/quota-table.tsx";

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
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 pt-2">
      {quotas.length > 0 ? (
        <QuotaTable quotas={quotas} removeAction={actions?.remove} />
      ) : (
        <p className="text-muted">{emptyText}</p>
      )}
      {actions ? (
        <QuotaForm action={actions.set} />
      ) : (
        <p className="text-muted">Owners and admins can set and remove quotas.</p>
      )}
    </div>
  );
}
