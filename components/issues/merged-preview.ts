// What unmerging the selected groups would do, in a sentence.
import { exactCount } from "#lib/format/count.ts";

/** A group of an issue; `origin` is the short id of the issue that had it first. */
export type MergedGroup = {
  id: string;
  hash: string;
  title: string;
  events: number;
  firstSeen: number;
  lastSeen: number;
  origin: string;
  isOwn: boolean;
  /** Its newest event that is kept whole. */
  eventHref: string | null;
};

const SHOWN = 3;

function listOf(names: readonly string[]): string {
  if (names.length > SHOWN) return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The issues of which every group is selected come back; other groups become an issue of their own. */
export function unmergePreview(
  groups: readonly MergedGroup[],
  selected: ReadonlySet<string>,
  groupCount: number,
): string {
  const chosen = groups.filter(({ id }) => selected.has(id));
  if (chosen.length === 0) return "Select groups to take out. Their later events go with them.";
  if (chosen.length === groupCount) return "At least one group has to stay.";
  const back = new Set(
    [...Map.groupBy(groups, ({ origin }) => origin)]
      .filter(([, list]) => list.every(({ id, isOwn }) => !isOwn && selected.has(id)))
      .map(([origin]) => origin),
  );
  const loose = chosen.filter(({ origin }) => !back.has(origin)).length;
  const returning = `${listOf([...back])} ${back.size === 1 ? "comes back as it was" : "come back as they were"}`;
  const founding =
    loose === 1 ? "1 group becomes a new issue" : `${exactCount(loose)} groups become a new issue`;
  if (back.size === 0) return `${founding}.`;
  return loose === 0 ? `${returning}.` : `${returning}, and ${founding}.`;
}
