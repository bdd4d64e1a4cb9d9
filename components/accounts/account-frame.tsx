import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "#components/frame/mark.tsx";

type Props = {
  title: string;
  description?: ReactNode;
  /** The other way in, under the form. */
  footer?: ReactNode;
  children: ReactNode;
};

/** A page with one short form, before or beside an organization. */
export function AccountFrame({ title, description, footer, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-4 py-4 sm:px-6">
        <Link href="/" className="inline-flex min-h-6 rounded-sm" aria-label="Debrief, home">
          <Wordmark />
        </Link>
      </header>
      <main className="mx-auto w-full flex-1 px-4 pt-8 pb-16 text-lg sm:max-w-sm sm:pt-16">
        <h1 className="text-3xl font-semibold tracking-tight text-balance">{title}</h1>
        {description && <div className="mt-2 text-pretty text-muted">{description}</div>}
        <div className="mt-6 grid gap-6">{children}</div>
        {footer && <p className="mt-6 border-t pt-4 text-base text-muted">{footer}</p>}
      </main>
    </div>
  );
}
