// Which issue each event of a batch belongs to, by what is known of its hashes. Pure.
import type { Event } from "#lib/events/event.ts";
import type { Grouping } from "#lib/issues/grouping/group-event.ts";
import { askedKeys, ownKeys, type Hashed, type KnownHashes } from "#lib/issues/hash-owners.ts";

/** An issue that is there, or the one that this event of the batch founds. */
export type Place<Item> = { issueId: number } | { founder: Item };

/** A hash to be written down; `primaryKey` is set for one that came beside a primary one. */
export type NewHash<Item> = {
  key: string;
  version: number;
  place: Place<Item>;
  primaryKey: string | null;
};

export type Plan<Item> = {
  /** In the order of the events; null for a discarded one. */
  places: (Place<Item> | null)[];
  founders: Item[];
  hashes: NewHash<Item>[];
};

/** Whether somebody said what the group is: an SDK or a rule of the project by its fingerprint, or a checksum. */
const isAskedFor = ({ variants }: Grouping): boolean =>
  variants.some(
    ({ contributes, name, source }) =>
      contributes &&
      (name === "checksum" ||
        name === "hashed_checksum" ||
        source?.kind === "sdk" ||
        source?.kind === "rule"),
  );

/**
 * The first hash of an event that has an owner decides, or drops the event when it was discarded. Where no hash is
 * known, a learned rule does, unless the group was asked for by name, and else the event founds an issue, which later events of the batch find as theirs.
 */
export function planIssues<Item extends Hashed>(
  events: readonly Item[],
  known: KnownHashes,
  learnedIssue: (event: Event) => number | undefined,
): Plan<Item> {
  const placeOf = new Map<string, Place<Item> | null>();
  for (const [key, { issueId }] of known.owners) placeOf.set(key, { issueId });
  for (const key of known.discarded) placeOf.set(key, null);
  const plan: Plan<Item> = { places: [], founders: [], hashes: [] };

  const decide = (item: Item): Place<Item> | null => {
    const decisive = askedKeys(item).find((key) => placeOf.has(key));
    if (decisive !== undefined) return placeOf.get(decisive) ?? null;
    const issueId = isAskedFor(item.grouping) ? undefined : learnedIssue(item.event);
    if (issueId !== undefined) return { issueId };
    plan.founders.push(item);
    return { founder: item };
  };

  for (const item of events) {
    const place = decide(item);
    plan.places.push(place);
    if (place === null) continue;
    const [primary, ...others] = ownKeys(item);
    for (const key of [primary, ...others]) {
      if (key === undefined || placeOf.has(key)) continue;
      placeOf.set(key, place);
      const primaryKey = key === primary || primary === undefined ? null : primary;
      plan.hashes.push({ key, version: item.grouping.version, place, primaryKey });
    }
  }
  return plan;
}
