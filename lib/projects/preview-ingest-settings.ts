// What settings would do, tried on events that are stored. Stored events are scrubbed already, so a preview shows what
// would go beyond that.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { recentEvents } from "#lib/events/recent-events.ts";
import { filterEvent, type FilterReason } from "#lib/filters/filter.ts";
import type { FilterSettings } from "#lib/filters/schema.ts";
import { previewScrubbing, type ScrubbingPreview } from "#lib/scrubbing/preview.ts";
import type { ScrubbingPolicy } from "#lib/scrubbing/plan.ts";

const MOST_EVENTS = 100;

export type FilterPreview = {
  /** Stored events that were tried: at most 100. */
  tried: number;
  filtered: number;
  reasons: { reason: FilterReason; count: number }[];
};

/** How many of the newest events the filters would have refused. Who sent them is not stored: addresses are users'. */
export async function previewFilters(access: ProjectAccess, filters: FilterSettings): Promise<FilterPreview> {
  const events = await recentEvents([access], MOST_EVENTS);
  const counts = new Map<FilterReason, number>();
  for (const event of events) {
    const reason = filterEvent(event, { clientIp: null, userAgent: null }, filters);
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const reasons = [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  return {
    tried: events.length,
    filtered: reasons.reduce((sum, { count }) => sum + count, 0),
    reasons,
  };
}

/** What the rules would change in the newest event of the projects; null: there is none yet. */
export async function previewOnNewestEvent(
  projects: readonly ProjectAccess[],
  policy: ScrubbingPolicy,
): Promise<ScrubbingPreview | null> {
  const [event] = await recentEvents(projects, 1);
  return event ? previewScrubbing(event, policy) : null;
}
