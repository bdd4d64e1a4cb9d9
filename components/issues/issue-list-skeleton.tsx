import { Loading, Skeleton } from "#components/ui/skeleton.tsx";

/** The list's true size while it loads. */
export function IssueListSkeleton({ rows = 15 }: { rows?: number }) {
  return (
    <Loading label="Loading issues">
      <div className="h-9 border-b max-sm:hidden" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-3 border-b pl-8">
          <Skeleton className="size-4 shrink-0 rounded-full" />
          <span className="min-w-0 flex-1">
            <Skeleton className={["w-2/3", "w-1/2", "w-3/5"][row % 3]} />
          </span>
          <Skeleton className="w-16 max-sm:hidden" />
          <Skeleton className="h-6 w-24 max-md:hidden" />
          <Skeleton className="w-10 max-sm:hidden" />
          <Skeleton className="w-10 max-sm:hidden" />
          <Skeleton className="w-14 max-sm:hidden" />
        </div>
      ))}
    </Loading>
  );
}
