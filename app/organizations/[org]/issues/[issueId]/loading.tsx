import { EventContentSkeleton } from "#components/events/event-content-skeleton.tsx";
import { IssueNumbersSkeleton } from "#components/issues/issue-numbers.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <div className="grid gap-1 pt-4 pb-1">
        <Skeleton className="h-6 w-52" />
        <Skeleton className="h-7 w-2/3" />
        <Skeleton className="h-6 w-1/2" />
      </div>
      <div className="h-12 border-b" />
      <div className="grid gap-x-8 min-[1100px]:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <IssueNumbersSkeleton />
          <EventContentSkeleton />
        </div>
        <div />
      </div>
    </>
  );
}
