// How well groups match the causes.

const pairs = (count: number) => (count * (count - 1)) / 2;

/**
 * The adjusted Rand index of two partitions of the same things: 1 when they agree, about 0 when they agree no
 * more than chance would have them. (Hubert and Arabie, 1985)
 */
export function adjustedRandIndex(labels: readonly (readonly [a: number, b: number])[]): number {
  const count = <K>(keyOf: (label: readonly [a: number, b: number]) => K) =>
    [...Map.groupBy(labels, keyOf).values()].reduce((sum, list) => sum + pairs(list.length), 0);
  const both = count(([a, b]) => `${a}:${b}`);
  const left = count(([a]) => a);
  const right = count(([, b]) => b);
  const expected = (left * right) / pairs(labels.length);
  const most = (left + right) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/**
 * Gives events to groups as issues are found: the first of its hashes that has an owner decides, and the others
 * follow.
 */
export function makeGroups() {
  const owners = new Map<string, number>();
  let last = 0;
  return (hashes: readonly string[]): number => {
    const group = hashes.map((hash) => owners.get(hash)).find((owner) => owner !== undefined) ?? (last += 1);
    for (const hash of hashes) if (!owners.has(hash)) owners.set(hash, group);
    return group;
  };
}
