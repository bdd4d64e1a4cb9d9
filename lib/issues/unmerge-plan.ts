// What becomes of the groups that are taken out of an issue. Pure.

export type MergedIssue = { id: number; parentId: number };
type OwnedGroup = { id: bigint; originId: number };

export type UnmergePlan = {
  /** Hidden issues that come back, each with its groups and with those of what was merged into it. */
  returning: Map<number, bigint[]>;
  /** Groups without an issue to go back to. */
  loose: bigint[];
  /** What was merged into an issue that comes back without it. */
  adopted: MergedIssue[];
};

type Count = { all: number; selected: number };

/** For each issue, how many of its own groups there are, and how many were selected. */
function countByOrigin(groups: readonly OwnedGroup[], selected: ReadonlySet<bigint>): Map<number, Count> {
  const counts = new Map<number, Count>();
  for (const { id, originId } of groups) {
    const count = counts.get(originId) ?? { all: 0, selected: 0 };
    counts.set(originId, {
      all: count.all + 1,
      selected: count.selected + (selected.has(id) ? 1 : 0),
    });
  }
  return counts;
}

/** Every issue below the root, parents before their children. */
function topDown(rootId: number, below: ReadonlyMap<number, readonly MergedIssue[]>): MergedIssue[] {
  const order = [...(below.get(rootId) ?? [])];
  // Grows while it is walked.
  for (const { id } of order) for (const child of below.get(id) ?? []) order.push(child);
  return order;
}

const isWhole = (count: Count | undefined) =>
  count !== undefined && count.all > 0 && count.all === count.selected;

/**
 * A hidden issue of which everything was selected comes back, together with what had been merged into it.
 * @param tree all that was merged into the issue; `groups` are all of the issue.
 */
export function planUnmerge(
  rootId: number,
  tree: readonly MergedIssue[],
  groups: readonly OwnedGroup[],
  selected: ReadonlySet<bigint>,
): UnmergePlan {
  const below = Map.groupBy(tree, ({ parentId }) => parentId);
  const order = topDown(rootId, below);
  const own = countByOrigin(groups, selected);
  const whole = new Map([...own].map(([id, count]) => [id, { ...count }]));
  for (const { id, parentId } of order.toReversed()) {
    const [mine, up] = [whole.get(id), whole.get(parentId) ?? { all: 0, selected: 0 }];
    if (mine) whole.set(parentId, { all: up.all + mine.all, selected: up.selected + mine.selected });
  }

  const plan: UnmergePlan = { returning: new Map(), loose: [], adopted: [] };
  // Where each issue's groups go: to itself, to what it comes back within, or nowhere.
  const homes = new Map<number, number>();
  const standIns = new Map<number, number>();
  for (const { id, parentId } of order) {
    const home = homes.get(parentId);
    const above = standIns.get(parentId) ?? parentId;
    if (home !== undefined && !standIns.has(parentId)) homes.set(id, home);
    else if (own.has(id) && isWhole(whole.get(id))) homes.set(id, id);
    else if (isWhole(own.get(id))) {
      homes.set(id, id);
      standIns.set(id, above);
    }
    const isBack = homes.get(id) === id;
    if (!isBack && above !== parentId) plan.adopted.push({ id, parentId: above });
  }
  for (const { id, originId } of groups) {
    if (!selected.has(id)) continue;
    const home = homes.get(originId);
    if (home === undefined) {
      plan.loose.push(id);
      continue;
    }
    const back = plan.returning.get(home) ?? [];
    back.push(id);
    plan.returning.set(home, back);
  }
  return plan;
}
