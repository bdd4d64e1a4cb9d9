import type { Event } from "#lib/events/event.ts";
import type { GroupingVersion } from "#lib/issues/grouping/grouping.ts";
import { groupEventV1 } from "#lib/issues/grouping/v1.ts";

/** What every version answers. */
export type Grouping = ReturnType<typeof groupEventV1>;

/** The version that new events are grouped with. */
export const currentGroupingVersion: GroupingVersion = 1;

const versions: Record<GroupingVersion, (event: Event) => Grouping> = { 1: groupEventV1 };

/** The hashes that decide an event's issue, with their explanation. Pure; never throws. */
export function groupEvent(event: Event, version: GroupingVersion = currentGroupingVersion): Grouping {
  return versions[version](event);
}
