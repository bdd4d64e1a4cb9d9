import type { ReactNode } from "react";
import { BarChart } from "#components/charts/bar-chart.tsx";
import { Count } from "#components/ui/count.tsx";
import { Skeleton, Loading } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { StatsBucket } from "#lib/issues/buckets.ts";

type Props = {
  events: number;
  users: number;
  /** Within the chosen time range. */
  range: { events: number; users: number; buckets: StatsBucket[]; bucketMs: number };
  firstSeen: number;
  lastSeen: number;
  firstRelease: string | null;
  lastRelease: string | null;
};

const figures = "grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-8";

/** How often, how many people, since when, and the graph of it. */
export function IssueNumbers({ range, ...issue }: Props) {
  return (
    <section aria-label="How often and since when" className="grid gap-4 py-4">
      <dl className={figures}>
        <Figure term="Events" detail={<In count={range.events} />}>
          <Count value={issue.events} unit="events in all" />
        </Figure>
        <Figure term="Users" detail={<In count={range.users} />}>
          <Count value={issue.users} unit="users in all" />
        </Figure>
        <Figure term="Last seen" detail={release(issue.lastRelease)}>
          <Time at={issue.lastSeen} />
        </Figure>
        <Figure term="First seen" detail={release(issue.firstRelease)}>
          <Time at={issue.firstSeen} />
        </Figure>
      </dl>
      <BarChart
        label="Events over time"
        start={range.buckets[0]?.at ?? 0}
        interval={range.bucketMs}
        series={[{ name: "Events", values: range.buckets.map((bucket) => bucket.events), tone: "neutral" }]}
        height={72}
        zoom
      />
    </section>
  );
}

const release = (version: string | null) =>
  version === null ? "no release" : <bdi title={version}>{`in ${version}`}</bdi>;

function In({ count }: { count: number }) {
  return (
    <>
      <Count value={count} /> in this time range
    </>
  );
}

function Figure({ term, detail, children }: { term: string; detail: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 sm:min-w-24">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="text-xl font-semibold tabular-nums">{children}</dd>
      <dd className="truncate text-sm text-muted sm:max-w-56">{detail}</dd>
    </div>
  );
}

/** The true size of the numbers and their graph. */
export function IssueNumbersSkeleton() {
  return (
    <Loading label="Loading numbers" className="grid gap-4 py-4">
      <div className={figures}>
        {[0, 1, 2, 3].map((figure) => (
          <div key={figure} className="grid min-w-24 gap-1">
            <Skeleton className="h-4 w-14" />
            <Skeleton className="h-6 w-20" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
      <Skeleton className="h-[92px]" />
    </Loading>
  );
}
