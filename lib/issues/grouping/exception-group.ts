import type { ExceptionValue } from "#lib/events/event.ts";

type Tree = {
  readonly root: number;
  readonly children: ReadonlyMap<number, readonly number[]>;
};

/** Which exceptions count, as indexes in their given order, and which one replaces a dropped group. */
export type Selection = {
  readonly kept: readonly number[];
  readonly main: number | null;
};

/**
 * Reduces exception groups: equal members count once, and a group whose members are all equal disappears
 * behind that member. `keyOf` tells equal members. Incomplete or circular ids keep the list as it is.
 */
export function selectExceptions(
  exceptions: readonly ExceptionValue[],
  keyOf: (index: number) => string,
): Selection {
  const all = { kept: exceptions.map((_, index) => index), main: null };
  if (exceptions.length < 2 || !exceptions.some((one) => one.mechanism?.isExceptionGroup)) return all;
  const tree = buildTree(exceptions);
  if (tree === null) return all;
  const distinct = new Map<string, number>();
  for (const index of firstMembers(exceptions, tree)) {
    const key = keyOf(index);
    if (!distinct.has(key)) distinct.set(key, index);
  }
  const members = [...distinct.values()];
  const only = members.length === 1 ? members[0] : undefined;
  const kept = only === undefined ? [...members, tree.root] : firstPath(tree, only);
  kept.sort((a, b) => a - b);
  return { kept, main: only ?? null };
}

/** The tree as indexes; null unless every exception has its own id and hangs under one root. */
function buildTree(exceptions: readonly ExceptionValue[]): Tree | null {
  const indexOf = new Map<number, number>();
  for (const [index, { mechanism }] of exceptions.entries()) {
    if (mechanism?.exceptionId === undefined || indexOf.has(mechanism.exceptionId)) return null;
    indexOf.set(mechanism.exceptionId, index);
  }
  const children = new Map<number, number[]>();
  let root: number | null = null;
  for (const [index, { mechanism }] of exceptions.entries()) {
    if (mechanism?.parentId === undefined) {
      if (root !== null) return null;
      root = index;
      continue;
    }
    const parent = indexOf.get(mechanism.parentId);
    if (parent === undefined) return null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [index]);
    else siblings.push(index);
  }
  if (root === null) return null;
  for (const siblings of children.values())
    siblings.sort((a, b) => idOf(exceptions, a) - idOf(exceptions, b));
  const tree = { root, children };
  return walk(tree, () => true).length === exceptions.length ? tree : null;
}

function idOf(exceptions: readonly ExceptionValue[], index: number): number {
  return exceptions[index]?.mechanism?.exceptionId ?? 0;
}

function firstMembers(exceptions: readonly ExceptionValue[], tree: Tree): number[] {
  const isGroup = (index: number) =>
    exceptions[index]?.mechanism?.isExceptionGroup === true && tree.children.has(index);
  return walk(tree, isGroup).filter((index) => !isGroup(index));
}

/** Every index from the root down, parents first, below those that `descend` lets through. */
function walk(tree: Tree, descend: (index: number) => boolean): number[] {
  const found: number[] = [];
  const open = [tree.root];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    found.push(index);
    if (descend(index)) open.push(...[...(tree.children.get(index) ?? [])].reverse());
  }
  return found;
}

function firstPath(tree: Tree, from: number): number[] {
  const path = [from];
  for (let next = tree.children.get(from)?.[0]; next !== undefined; next = tree.children.get(next)?.[0]) {
    path.push(next);
  }
  return path;
}
