import type { ReactNode } from "react";
import { CopyText } from "#components/ui/copy-text.tsx";

type Props = {
  title: string;
  /** What happened and what to do now. */
  children: ReactNode;
  /** The id that the server's log has for this failure. */
  id?: string;
  actions: ReactNode;
};

/** A page or a part of one that could not be shown; its title is the h1. */
export function Problem({ title, children, id, actions }: Props) {
  return (
    <div className="mx-auto grid w-full max-w-xl gap-4 px-4 py-16 sm:py-24">
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold">{title}</h1>
        <div className="text-pretty text-muted">{children}</div>
      </div>
      {id && (
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-muted">
          Error id <CopyText value={id} label="error id" className="text-ink" />
        </p>
      )}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
