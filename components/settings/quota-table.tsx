import { CircleSlash } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { cn } from "#components/ui/cn.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { exactCount } from "#lib/format/count.ts";
import { bytesText, windowText } from "#lib/format/limit.ts";
import type { QuotaSummary } from "#lib/quotas/queries.ts";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { quotaName } from "#components/settings/quota-names.ts";

type Props = {
  quotas: readonly QuotaSummary[];
  /** Left out for those who may not change quotas. */
  removeAction?: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const nameOf = ({ categories }: QuotaSummary) => quotaName(categories);
const amount = ({ categories }: QuotaSummary, value: number) =>
  categories.includes("attachment") ? bytesText(value) : exactCount(value);

/** Quotas, with what the current window has used. */
export function QuotaTable({ quotas, removeAction }: Props) {
  return (
    <Table label="Quotas">
      <TableHead>
        <TableHeadCell>Data</TableHeadCell>
        <TableHeadCell numeric>Limit</TableHeadCell>
        <TableHeadCell>Used now</TableHeadCell>
        <TableHeadCell className="max-md:hidden">Starts again</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {quotas.map((quota) => (
          <TableRow key={quota.id}>
            <TableCell className="font-medium">{nameOf(quota)}</TableCell>
            <TableCell numeric>
              {amount(quota, quota.limit)} per {windowText(quota.windowSeconds)}
            </TableCell>
            <TableCell>
              <Use quota={quota} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-md:hidden">
              {quota.limit > 0 && <Time at={quota.resetsAt} />}
            </TableCell>
            <TableCell className="text-right max-sm:px-0">
              {removeAction && (
                <ConfirmAction
                  label="Remove"
                  accessibleLabel={`Remove the quota on ${nameOf(quota)}`}
                  title={`Remove the quota on ${nameOf(quota)}?`}
                  confirmLabel="Remove quota"
                  doneMessage="Quota removed"
                  action={removeAction}
                  fields={{ quotaId: quota.id }}
                >
                  This data is no longer limited. It counts at once; SDKs that were told to wait send again
                  within 5 minutes.
                </ConfirmAction>
              )}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** What the window has used: the figure, and a bar of its share. */
function Use({ quota }: { quota: QuotaSummary }) {
  if (quota.limit === 0)
    return (
      <Badge tone="archived" icon={CircleSlash}>
        Refuses all
      </Badge>
    );
  const share = Math.min(1, quota.used / quota.limit);
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-sm bg-hover max-sm:hidden">
        <span
          className={cn("block h-full", share < 1 ? "bg-muted" : "bg-error")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="whitespace-nowrap tabular-nums">
        {amount(quota, quota.used)}
        {share === 1 && <span className="text-error"> · used up</span>}
      </span>
    </span>
  );
}
