import { Loading, Skeleton } from "#components/ui/skeleton.tsx";

/** The true size of the navigation and of a stack with one open frame. */
export function EventContentSkeleton() {
  return (
    <Loading label="Loading the event">
      <div className="flex h-11 items-center border-t">
        <Skeleton className="h-7 w-80 max-w-full" />
      </div>
      <div className="grid gap-3 border-t py-5">
        <Skeleton className="h-6 w-32" />
        <Skeleton className="h-5 w-64" />
        <Skeleton className="h-[21rem]" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    </Loading>
  );
}
