import { ArrowRight } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { cn } from "#components/ui/cn.ts";
import { RefreshWhileVisible } from "#components/projects/refresh-while-visible.tsx";

type Props = {
  received: boolean;
  issue: { title: string; href: string } | null;
  /** Where the project's issues are listed. */
  issuesHref: string;
};

/** Waits for a project's first event and turns green by itself. */
export function FirstEventLight({ received, issue, issuesHref }: Props) {
  return (
    <section
      aria-label="First event"
      className={cn("grid gap-3 rounded-lg border p-4", received ? "border-ok/40 bg-ok-soft" : "bg-surface")}
    >
      <div role="status" className="flex items-start gap-3">
        <span aria-hidden className="relative mt-1 grid size-3 shrink-0 place-items-center">
          {!received && (
            <span className="absolute size-3 animate-ping rounded-full bg-warning/60 motion-reduce:hidden" />
          )}
          <span className={cn("size-2.5 rounded-full", received ? "bg-ok" : "bg-warning")} />
        </span>
        <div className="min-w-0">
          <p className="font-medium">{received ? "First event received" : "Waiting for the first event"}</p>
          <p className="mt-0.5 text-sm text-pretty text-muted">
            {received
              ? "Everything is connected. New errors appear within a second or two."
              : "This page notices by itself, usually within two seconds of the error."}
          </p>
        </div>
      </div>
      {received && issue && (
        <p className="truncate border-t border-ok/40 pt-3 font-mono text-sm">{issue.title}</p>
      )}
      {received ? (
        <ButtonLink href={issue?.href ?? issuesHref} variant="primary" className="w-full">
          {issue ? "Open the issue" : "Go to issues"}
          <ArrowRight aria-hidden />
        </ButtonLink>
      ) : (
        <RefreshWhileVisible everyMs={2_000} />
      )}
    </section>
  );
}
