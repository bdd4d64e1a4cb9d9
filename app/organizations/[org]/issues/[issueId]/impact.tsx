import { DEFAULT_PERIOD, PERIODS } from "#components/frame/filters.ts";
import { ImpactLine } from "#components/issues/impact-line.tsx";
import { feedbackCounts } from "#lib/issues/impact.ts";
import { issueStats } from "#lib/issues/queries-stats.ts";
import { readEnvironments, readTimeRange, type SearchParams } from "../filters.ts";
import type { PanelProps } from "./panel-props.ts";

/** The chosen time, after "in": a period by its name, anything else by what it is. */
function timeWords(search: SearchParams): string {
  if (search["start"] && search["end"]) return "this time range";
  const named = PERIODS.find(({ value }) => value === search["statsPeriod"]);
  const period = named ?? PERIODS.find(({ value }) => value === DEFAULT_PERIOD);
  return period ? `the ${period.label.toLowerCase()}` : "this time range";
}

/** Who it hit: events, users, and how many of them reported it. */
export async function Impact({ access, issue, search }: PanelProps) {
  const [range, environments] = [readTimeRange(search), readEnvironments(search)];
  const [stats, reports] = await Promise.all([
    issueStats(issue.scope, range, environments),
    feedbackCounts(access, [issue.id], range, environments),
  ]);
  const found = reports.get(issue.id);
  const path = `/organizations/${access.slug}/issues/${issue.id}`;
  return (
    <ImpactLine
      events={stats.events}
      users={stats.users}
      reporters={found?.people ?? 0}
      time={timeWords(search)}
      reportHref={found ? `${path}/events/${found.lastEventId}#feedback` : null}
    />
  );
}
