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
    <Table label="Limits">
      <TableHead>
        <TableHeadCell>Data</TableHeadCell>
        <TableHeadCell numeric>At most</TableHeadCell>
        <TableHeadCell className="max-sm:hidden">Per</TableHeadCell>
        <TableHeadCell numeric>Used now</TableHeadCell>
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
              {amount(quota, quota.limit)}
              <span className="block text-muted sm:hidden">per {windowText(quota.windowSeconds)}</span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
              {windowText(quota.windowSeconds)}
            </TableCell>
            <TableCell numeric>
              <Use quota={quota} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-md:hidden">
              {quota.limit > 0 && <Time at={quota.resetsAt} />}
            </TableCell>
            <TableCell className="text-right max-sm:px-0">
              {removeAction && (
                <ConfirmAction
                  label="Remove"
                  accessibleLabel={`Remove the limit on ${nameOf(quota)}`}
                  title={`Remove the limit on ${nameOf(quota)}?`}
                  confirmLabel="Remove limit"
                  doneMessage="Limit removed"
                  action={removeAction}
                  fields={{ quotaId: quota.id }}
                >
                  This data is no longer limited here. SDKs that were told to pause send again within 5
                  minutes.
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
    <span className="flex items-center justify-end gap-2">
      <span className="whitespace-nowrap">
        {share === 1 && <span className="text-error">Used up: </span>}
        {amount(quota, quota.used)}
      </span>
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-sm bg-line max-sm:hidden">
        <span
          className={cn("block h-full", share < 1 ? "bg-muted" : "bg-error")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
