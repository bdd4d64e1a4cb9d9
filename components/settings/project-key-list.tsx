import { CircleCheck, CircleSlash } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import { windowText } from "#lib/format/limit.ts";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { KeyLimit } from "#components/settings/key-limit.tsx";

type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;
export type KeyRow = {
  id: number;
  label: string;
  dsn: string;
  isActive: boolean;
  createdAt: number;
  rateLimit: { count: number; windowSeconds: number } | null;
};

type Props = {
  keys: readonly KeyRow[];
  /** Left out for those who may not change keys. */
  actions?: { limit: FormAction; rotate: FormAction; revoke: FormAction };
};

/** A project's keys with their DSNs. */
export function ProjectKeyList({ keys, actions }: Props) {
  return (
    <ul aria-label="Keys" className="border-y">
      {keys.map((key) => (
        <li
          key={key.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-3 last:border-b-0"
        >
          <div className="min-w-0 flex-1 basis-72">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium break-words">{key.label}</span>
              <Badge tone={key.isActive ? "ok" : "archived"} icon={key.isActive ? CircleCheck : CircleSlash}>
                {key.isActive ? "Active" : "Revoked"}
              </Badge>
              <span className="text-sm text-muted">
                Created <Time at={key.createdAt} />
              </span>
            </p>
            {key.isActive && key.rateLimit && (
              <p className="text-sm text-muted">
                Rate limit: {counted(key.rateLimit.count, "item")} per{" "}
                {windowText(key.rateLimit.windowSeconds)}
              </p>
            )}
            {key.isActive ? (
              <CopyText value={key.dsn} label="DSN" />
            ) : (
              <p className="truncate font-mono text-sm leading-6 text-muted line-through">{key.dsn}</p>
            )}
          </div>
          {key.isActive && actions && (
            <div className="-ml-2.5 flex gap-1 sm:ml-0">
              <KeyLimit keyId={key.id} label={key.label} limit={key.rateLimit} action={actions.limit} />
              <RotateKey row={key} action={actions.rotate} />
              <RevokeKey row={key} action={actions.revoke} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function RotateKey({ row, action }: { row: KeyRow; action: FormAction }) {
  return (
    <ConfirmAction
      label="Rotate"
      accessibleLabel={`Rotate key ${row.label}`}
      title={`Rotate “${row.label}”?`}
      confirmLabel="Rotate key"
      doneMessage="Key rotated"
      action={action}
      fields={{ keyId: row.id }}
    >
      A new key takes its place, and programs with the old DSN are refused at once. To change without a gap,
      create a second key, move your programs to it, then revoke this one.
    </ConfirmAction>
  );
}

function RevokeKey({ row, action }: { row: KeyRow; action: FormAction }) {
  return (
    <ConfirmAction
      label="Revoke"
      accessibleLabel={`Revoke key ${row.label}`}
      title={`Revoke “${row.label}”?`}
      confirmLabel="Revoke key"
      doneMessage="Key revoked"
      action={action}
      fields={{ keyId: row.id }}
    >
      Programs with this DSN are refused at once. A revoked key cannot be used again.
    </ConfirmAction>
  );
}
