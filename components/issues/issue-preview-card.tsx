"use client";

import * as Radix from "radix-ui/hover-card";
import { type ReactNode, useState } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { IssuePreview } from "#lib/issues/issue-preview.ts";

export type PreviewIssue = (id: number) => Promise<IssuePreview | null>;

type Props = { id: number; preview: PreviewIssue; children: ReactNode };

/** Shows the stack of an issue beside its title to whoever stays on it with the pointer. */
export function IssuePreviewCard({ id, preview, children }: Props) {
  const [shown, setShown] = useState<IssuePreview | "none" | "failed">();
  const load = (open: boolean) => {
    if (!open || (shown && shown !== "failed")) return;
    preview(id).then(
      (found) => setShown(found ?? "none"),
      () => setShown("failed"),
    );
  };
  return (
    <Radix.Root openDelay={500} closeDelay={100} onOpenChange={load}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 w-[34rem] max-w-[calc(100vw-1rem)] animate-appear rounded-lg border bg-raised p-3 text-sm shadow-raised"
        >
          {shown === undefined ? (
            <div className="grid gap-2">
              <Skeleton className="h-4 w-2/3" />
              <Skeleton className="h-4" />
              <Skeleton className="h-4 w-3/4" />
            </div>
          ) : shown === "none" ? (
            <p className="text-muted">No event of this issue is kept whole.</p>
          ) : shown === "failed" ? (
            <p className="text-muted">The stack could not be loaded.</p>
          ) : (
            <Preview {...shown} />
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Preview({ exception, message, frames }: IssuePreview) {
  return (
    <div className="grid gap-2">
      <p className="line-clamp-3 [overflow-wrap:anywhere]">
        {exception ? (
          <>
            <bdi className="font-medium">{untrustedText(exception.type, 200)}</bdi>
            {exception.value && ": "}
            <bdi>{untrustedText(exception.value, 400)}</bdi>
          </>
        ) : (
          <bdi>{untrustedText(message, 400)}</bdi>
        )}
      </p>
      {frames.length > 0 && (
        <ol className="grid divide-y border-t">
          {frames.map((frame, index) => (
            <li key={index} className="grid gap-0.5 py-1.5">
              <p className="flex min-w-0 gap-2">
                <bdi className="min-w-0 truncate font-mono font-medium">
                  {untrustedText(frame.function, 120)}
                </bdi>
                {/* Cut at the front: the end of a path says more. */}
                <span className="ml-auto min-w-0 shrink truncate text-muted [direction:rtl]">
                  <bdi dir="ltr">
                    {untrustedText(frame.file, 200)}
                    {frame.line !== null && `:${frame.line}`}
                  </bdi>
                </span>
              </p>
              {frame.code && index === 0 && (
                <code className="block truncate rounded-sm bg-hover px-1.5 py-0.5 font-mono text-xs">
                  {untrustedText(frame.code, 160)}
                </code>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
