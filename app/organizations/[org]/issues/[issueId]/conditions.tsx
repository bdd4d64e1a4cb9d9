import { Suspense } from "react";
import { ConditionPanel } from "#components/issues/condition-panel.tsx";
import { Loading, Skeleton } from "#components/ui/skeleton.tsx";
import { issueCondition } from "#lib/issues/conditions/issue-condition.ts";
import { readEnvironments, readTimeRange } from "../filters.ts";
import type { PanelProps } from "./panel-props.ts";
import { facetLinks } from "./tag-href.ts";

/** The smallest condition that explains the issue. Comes by itself: nothing on the page waits for it. */
export function Conditions(props: PanelProps) {
  return (
    <Suspense fallback={<ConditionsSkeleton />}>
      <Found {...props} />
    </Suspense>
  );
}

async function Found({ access, issue, search }: PanelProps) {
  const result = await issueCondition(issue.scope, readTimeRange(search), readEnvironments(search));
  const { query, hrefOf } = facetLinks(access.slug, issue.id, search);
  return <ConditionPanel result={result} query={query} hrefOf={hrefOf} />;
}

function ConditionsSkeleton() {
  return (
    <Loading label="Looking for what explains it" className="grid gap-3 border-t py-4 pl-6.5">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-40" />
    </Loading>
  );
}
