import { type ReactNode, Suspense } from "react";
import { PanelBoundary } from "#components/issues/panel-boundary.tsx";

type Props = {
  /** What is in it, such as "The tags". */
  what: string;
  fallback: ReactNode;
  children: ReactNode;
};

/** A part of the page that comes when it is ready, and takes nothing along when it fails. */
export function Part({ what, fallback, children }: Props) {
  return (
    <PanelBoundary what={what}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </PanelBoundary>
  );
}
