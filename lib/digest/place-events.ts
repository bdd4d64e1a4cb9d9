// T1, the first transaction: every event gets its issue, and every event id its owner. Running it again
// for the same rows changes nothing.
import type { PoolClient } from "pg";
import {
  claimEventIds,
  eventKey,
  readOwners,
  renewGroups,
  type EventIdOwner,
} from "#lib/digest/event-ids.ts";
import type { PreparedEvent } from "#lib/digest/prepared.ts";
import { inTransaction } from "#lib/db.ts";
import { findOrCreateIssues } from "#lib/issues/find-or-create-issues.ts";
import { holdProjects } from "#lib/projects/hold-projects.ts";
import { findOrCreateEnvironments, findOrCreateReleases } from "#lib/releases/find-or-create.ts";

/** An event with all that the stores need to know of it. */
export type PlacedEvent = PreparedEvent & {
  issueId: number;
  groupId: bigint;
  isNewIssue: boolean;
  organizationId: number;
  retentionDays: number;
  releaseId: number | null;
  environmentId: number;
};

/** `discarded`: what a person threw away for good, with all that comes after it. */
export type Placement = { fresh: PlacedEvent[]; duplicates: PreparedEvent[]; discarded: PreparedEvent[] };

type Placed = { placed: PlacedEvent[]; discarded: PreparedEvent[] };

/** The first of each id within the batch; the others can only be duplicates. */
function firstOfEachId(events: readonly PreparedEvent[]) {
  const first = new Map<string, PreparedEvent>();
  const again: PreparedEvent[] = [];
  for (const item of events) {
    if (first.has(eventKey(item))) again.push(item);
    else first.set(eventKey(item), item);
  }
  return { first: [...first.values()], again };
}

/**
 * Where the first try put the event: its rows may be in ClickHouse under that place, whatever is known of its hashes by
 * now. Undefined when it is new, or its issue was deleted since: its rows go with that, and the event comes anew.
 */
function firstPlace(item: PreparedEvent, owners: ReadonlyMap<string, EventIdOwner>) {
  const { issueId = null, groupId = 0n } = owners.get(eventKey(item)) ?? {};
  return issueId === null ? undefined : { issueId, groupId, isNewIssue: false };
}

async function place(
  on: PoolClient,
  events: readonly PreparedEvent[],
  owners: ReadonlyMap<string, EventIdOwner>,
): Promise<Placed> {
  const projects = await holdProjects(
    on,
    events.map((item) => item.event.projectId),
  );
  const alive = events.flatMap((item) => {
    const project = projects.get(item.event.projectId);
    return project ? [{ ...item, ...project }] : [];
  });
  const names = alive.map(({ organizationId, event }) => ({ organizationId, event }));
  const releases = await findOrCreateReleases(
    on,
    names.flatMap(({ organizationId, event }) =>
      event.release ? [{ organizationId, name: event.release }] : [],
    ),
  );
  const environments = await findOrCreateEnvironments(
    on,
    names.map(({ organizationId, event }) => ({ organizationId, name: event.environment ?? "" })),
  );
  const releaseOf = (item: (typeof alive)[number]) =>
    releases.get(`${item.organizationId}:${item.event.release ?? ""}`) ?? null;
  const unplaced = alive.filter((item) => !firstPlace(item, owners));
  const found = await findOrCreateIssues(
    on,
    unplaced.map((item) => ({ ...item, releaseId: releaseOf(item) })),
  );
  const issues = new Map<PreparedEvent, (typeof found)[number] | undefined>(
    unplaced.map((item, index) => [item, found[index]]),
  );
  const placed: PlacedEvent[] = [];
  const discarded: PreparedEvent[] = [];
  for (const item of alive) {
    const issue = firstPlace(item, owners) ?? issues.get(item);
    const environmentId = environments.get(`${item.organizationId}:${item.event.environment ?? ""}`);
    if (issue === undefined || environmentId === undefined)
      throw new Error("An event was left without issue or environment");
    if (issue === null) discarded.push(item);
    else placed.push({ ...item, ...issue, releaseId: releaseOf(item), environmentId });
  }
  return { placed, discarded };
}

/** With the group and the time that ClickHouse may know it by. */
function asFirstPlaced(item: PlacedEvent, { groupId, issueId, timestamp }: EventIdOwner): PlacedEvent {
  if (issueId === null) return item;
  return { ...item, groupId, issueId, event: { ...item.event, timestamp: timestamp.getTime() } };
}

/**
 * Finds or creates issues, releases and environments, and decides which events are new.
 * @returns `fresh` events belong to this batch, also when an earlier try of it placed them; an event of a
 *   project that is gone is in no list.
 */
export async function placeEvents(events: readonly PreparedEvent[]): Promise<Placement> {
  if (events.length === 0) return { fresh: [], duplicates: [], discarded: [] };
  const { first, again } = firstOfEachId(events);
  return inTransaction(async (on) => {
    const before = await readOwners(on, first);
    const isForeign = (item: PreparedEvent) =>
      (before.get(eventKey(item))?.journalId ?? item.journalId) !== item.journalId;
    // Before issues are made: a duplicate must not found one.
    const { placed, discarded } = await place(
      on,
      first.filter((item) => !isForeign(item)),
      before,
    );
    const owners = await claimEventIds(on, placed);
    const fresh: PlacedEvent[] = [];
    const duplicates = [...again, ...first.filter(isForeign)];
    for (const item of placed) {
      const owner = owners.get(eventKey(item));
      if (owner?.journalId === item.journalId) fresh.push(asFirstPlaced(item, owner));
      else duplicates.push(item);
    }
    await renewGroups(
      on,
      fresh.filter((item) => owners.get(eventKey(item))?.issueId === null),
    );
    return { fresh, duplicates, discarded };
  });
}
