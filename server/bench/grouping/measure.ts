// Groups a stream of events whose causes are known, and says how well and how fast.
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { markAndGroup } from "#lib/issues/grouping/group-event.ts";
import { GroupingSettings, type GroupingVersion } from "#lib/issues/grouping/settings.ts";
import { adjustedRandIndex, makeGroups } from "#server/bench/grouping/score.ts";
import type { Cause } from "#server/bench/grouping/causes.ts";
import { makeStream, type Known } from "#server/bench/grouping/stream.ts";

const warmUp = 2_000;

type Order = { readonly count: number; readonly seed: number; readonly version: GroupingVersion };

/** @returns the figures, and which causes got more than one group or share one. */
export function measureGrouping({ count, seed, version }: Order) {
  const { causes, events } = makeStream(count, seed);
  const compiled = compileGrouping(GroupingSettings.parse({ version }));
  const hashesOf = ({ event }: Known) => markAndGroup(event, compiled).grouping.hashes;
  events.slice(0, warmUp).forEach(hashesOf);
  const begun = performance.now();
  const hashes = events.map(hashesOf);
  const took = performance.now() - begun;
  const groupOf = makeGroups();
  const labels = events.map(({ cause }, index) => [cause, groupOf(hashes[index] ?? [])] as const);
  const groups = new Set(labels.map(([, group]) => group)).size;
  return {
    events: events.length,
    causes: causes.length,
    groups,
    adjustedRandIndex: Math.round(adjustedRandIndex(labels) * 10_000) / 10_000,
    microsecondsPerEvent: Math.round((took / events.length) * 10_000) / 10,
    ...mistakes(labels, causes),
  };
}

/** Causes by what is hard about them: those with several groups, and those in a group with another. */
function mistakes(labels: readonly (readonly [cause: number, group: number])[], causes: readonly Cause[]) {
  const kindOf = (cause: number) => `${causes[cause]?.dialect}: ${causes[cause]?.hard}`;
  const groupsOf = Map.groupBy(labels, ([cause]) => cause);
  const split = [...groupsOf].filter(([, list]) => new Set(list.map(([, group]) => group)).size > 1);
  const causesOf = Map.groupBy(labels, ([, group]) => group);
  const merged = [...causesOf.values()]
    .map((list) => [...new Set(list.map(([cause]) => cause))])
    .filter((list) => list.length > 1);
  return { split: split.map(([cause]) => kindOf(cause)), merged: merged.map((list) => list.map(kindOf)) };
}
