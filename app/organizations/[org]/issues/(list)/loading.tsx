import { IssueListSkeleton } from "#components/issues/issue-list-skeleton.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Issues" className="pb-2" />
      <div className="h-9 border-b" />
      <div className="py-2.5">
        <Skeleton className="h-8" />
      </div>
      <IssueListSkeleton />
    </>
  );
}
