import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";

type Props = { title: string; children: ReactNode; value: string; copyLabel: string };

/** A secret or link that was just made and will not be shown again. */
export function ShownOnce({ title, children, value, copyLabel }: Props) {
  return (
    <Notice tone="ok" title={title}>
      <p>{children}</p>
      <div className="mt-2 flex items-center gap-2 rounded-md border bg-surface p-2">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{value}</code>
        <CopyButton value={value} label={copyLabel} icon={false} variant="secondary" />
      </div>
    </Notice>
  );
}
