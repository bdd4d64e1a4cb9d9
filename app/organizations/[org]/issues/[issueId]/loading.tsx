import { EventContentSkeleton } from "#components/events/event-content-skeleton.tsx";
import { IssueNumbersSkeleton } from "#components/issues/issue-numbers.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <div className="grid gap-2 pt-4 pb-3">
        <Skeleton className="h-6 w-52" />
        <Skeleton className="h-7 w-2/3" />
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-5 w-1/3" />
      </div>
      <div className="grid gap-x-8 min-[1100px]:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <IssueNumbersSkeleton />
          <EventContentSkeleton />
        </div>
        <div className="border-t max-[1099px]:hidden" />
      </div>
    </>
  );
}
