import Link from "next/link";
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
  /** People who wrote about one of the events within the range, and where the newest report stands. */
  reports: { people: number; href: string } | null;
  firstSeen: number;
  lastSeen: number;
  firstRelease: string | null;
  lastRelease: string | null;
};

// Three over two on phones, one row elsewhere.
const figures =
  "grid grid-cols-6 gap-x-4 gap-y-3 *:col-span-2 *:nth-[n+4]:col-span-3 sm:flex sm:flex-wrap sm:gap-x-6";

/** How often, how many people, how many of them said so, since when, and the graph of it. */
export function IssueNumbers({ range, reports, ...issue }: Props) {
  return (
    <section aria-label="How often and since when" className="grid gap-4 py-4">
      <dl className={figures}>
        <Figure term="Events" detail={<In count={range.events} />}>
          <Count value={issue.events} unit="events in all" />
        </Figure>
        <Figure term="Users" detail={<In count={range.users} />}>
          <Count value={issue.users} unit="users in all" />
        </Figure>
        <Figure term="Reported it" detail={reports ? <NewestReport href={reports.href} /> : <InRange />}>
          <Count value={reports?.people ?? 0} unit={reports?.people === 1 ? "person" : "people"} />
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

const InRange = () => (
  <>
    in <span className="max-sm:sr-only">this </span>range
  </>
);

function In({ count }: { count: number }) {
  return (
    <>
      <Count value={count} /> <InRange />
    </>
  );
}

function NewestReport({ href }: { href: string }) {
  return (
    <Link href={href} className="inline-flex min-h-6 items-center text-accent-text hover:underline">
      Newest report
    </Link>
  );
}

function Figure({ term, detail, children }: { term: string; detail: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 sm:min-w-20">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="truncate text-xl font-semibold tabular-nums">{children}</dd>
      <dd className="truncate text-sm text-muted sm:max-w-56">{detail}</dd>
    </div>
  );
}

/** The true size of the numbers and their graph. */
export function IssueNumbersSkeleton() {
  return (
    <Loading label="Loading numbers" className="grid gap-4 py-4">
      <div className={figures}>
        {[0, 1, 2, 3, 4].map((figure) => (
          <div key={figure} className="grid min-w-0 gap-1 sm:min-w-24">
            <Skeleton className="h-4 w-14" />
            <Skeleton className="h-6 w-full max-w-20" />
            <Skeleton className="h-4 w-full sm:w-24" />
          </div>
        ))}
      </div>
      <Skeleton className="h-[92px]" />
    </Loading>
  );
}
