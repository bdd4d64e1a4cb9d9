// A loop throws the same error a thousand times a second. Every one is counted, with its tags, user and release;
// whole events are kept within a budget an hour and group, and beyond it only those that tell something new: the
// newest, now and then, and the first with a tag value.
import type { Event } from "#lib/events/event.ts";

const HOUR_MS = 3_600_000;
const NEWEST_EVERY_MS = 60_000;
const MAX_GROUPS = 50_000;
// A key with more values than this is an id of something, and tells nothing by being new.
const MAX_VALUES_OF_KEY = 50;
const MAX_KEYS = 50;

type Used = {
  hour: number;
  kept: number;
  newestKeptAt: number;
  /** Values of each tag that a kept event has shown; watched once the budget is used up. */
  values: Map<string, Set<string>>;
  keptForValues: number;
};

export type SampleBudget = {
  /** Whether the event is stored whole. Remembers that it was. */
  keep: (groupId: bigint, event: Event, samplesPerHour: number) => boolean;
};

const fresh = (hour: number): Used => ({
  hour,
  kept: 0,
  newestKeptAt: 0,
  values: new Map(),
  keptForValues: 0,
});

/** Notes the tags of an event. @returns whether one of them has a value that was not seen this hour. */
function showsNewValue({ values }: Used, event: Event): boolean {
  let isNew = false;
  for (const [key, value] of event.tags) {
    const known = values.get(key) ?? (values.size < MAX_KEYS ? new Set<string>() : null);
    if (!known || known.has(value) || known.size >= MAX_VALUES_OF_KEY) continue;
    values.set(key, known.add(value));
    isNew = true;
  }
  return isNew;
}

/**
 * A budget for one worker, in its memory: a restart begins anew, and a second worker has its own.
 * @param now milliseconds since 1970.
 */
export function createSampleBudget(now: () => number = Date.now): SampleBudget {
  const groups = new Map<bigint, Used>();

  const usedBy = (groupId: bigint, hour: number): Used => {
    const known = groups.get(groupId);
    if (known?.hour === hour) return known;
    const used = fresh(hour);
    groups.delete(groupId);
    groups.set(groupId, used);
    for (const oldest of groups.keys()) {
      if (groups.size <= MAX_GROUPS) break;
      groups.delete(oldest);
    }
    return used;
  };

  return {
    keep: (groupId, event, samplesPerHour) => {
      const at = now();
      const used = usedBy(groupId, Math.floor(at / HOUR_MS));
      const isWithin = used.kept < samplesPerHour;
      const isNewValue = !isWithin && showsNewValue(used, event) && used.keptForValues < samplesPerHour / 4;
      if (!isWithin && !isNewValue && at - used.newestKeptAt < NEWEST_EVERY_MS) return false;
      if (isNewValue) used.keptForValues += 1;
      used.kept += 1;
      used.newestKeptAt = at;
      return true;
    },
  };
}
