import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TokenSummary } from "#lib/accounts/queries.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";

type Props = {
  label: string;
  /** Begins the shortened form: sntryu_…1a2b */
  prefix: string;
  tokens: readonly TokenSummary[];
  /** Left out for those who may not revoke. */
  revokeAction?: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Tokens with what tells them apart; the secrets themselves are not known here. */
export function TokenTable({ label, prefix, tokens, revokeAction }: Props) {
  return (
    <Table label={label}>
      <TableHead>
        <TableHeadCell>Name</TableHeadCell>
        <TableHeadCell className="max-sm:hidden">Token</TableHeadCell>
        <TableHeadCell className="max-md:hidden">Scopes</TableHeadCell>
        <TableHeadCell>Last used</TableHeadCell>
        <TableHeadCell className="max-lg:hidden">Created</TableHeadCell>
        <TableHeadCell className="relative">
          <span className="sr-only">Actions</span>
        </TableHeadCell>
      </TableHead>
      <tbody>
        {tokens.map((token) => (
          <TableRow key={token.id}>
            <TableCell className="max-w-36 truncate text-base font-medium sm:max-w-48">
              {token.name}
            </TableCell>
            <TableCell className="font-mono whitespace-nowrap text-muted max-sm:hidden">
              {prefix}…{token.lastCharacters}
            </TableCell>
            <TableCell className="max-w-80 font-mono text-xs text-muted max-md:hidden">
              <span className="line-clamp-2" title={token.scopes.join(", ")}>
                {token.scopes.join(", ")}
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {token.lastUsedAt ? <Time at={token.lastUsedAt.getTime()} /> : "Never"}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
              <Time at={token.createdAt.getTime()} />
            </TableCell>
            <TableCell className="text-right">
              {revokeAction && (
                <ConfirmAction
                  label="Revoke"
                  accessibleLabel={`Revoke token ${token.name}`}
                  title={`Revoke “${token.name}”?`}
                  confirmLabel="Revoke token"
                  doneMessage="Token revoked"
                  action={revokeAction}
                  fields={{ tokenId: token.id }}
                >
                  Whatever uses it is refused from the next request on.
                </ConfirmAction>
              )}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
