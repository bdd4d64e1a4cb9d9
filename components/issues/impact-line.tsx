import Link from "next/link";
import { Count } from "#components/ui/count.tsx";

type Props = {
  events: number;
  users: number;
  /** People who wrote about one of the events. */
  reporters: number;
  /** The time that is counted, after "in": `the last 7 days`. */
  time: string;
  /** Where the newest report stands. */
  reportHref: string | null;
};

/** Whom it hit, in one sentence. */
export function ImpactLine({ events, users, reporters, time, reportHref }: Props) {
  const reported = (
    <>
      <Count value={reporters} /> reported it
    </>
  );
  return (
    <p className="pb-3 text-pretty text-muted [&_data]:font-medium [&_data]:text-ink [&_data]:tabular-nums">
      <Count value={events} /> {events === 1 ? "event" : "events"} in {time}, <Count value={users} />{" "}
      {users === 1 ? "user" : "users"},{" "}
      {reportHref ? (
        <Link
          href={reportHref}
          className="inline-flex min-h-6 items-center gap-1 text-accent-text hover:underline [&_data]:text-accent-text"
        >
          {reported}
        </Link>
      ) : (
        reported
      )}
    </p>
  );
}
