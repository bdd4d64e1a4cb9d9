import type { Remark } from "#lib/events/event.ts";

/** Remarks by the place that they are about. */
export type RemarksAt = {
  here: readonly Remark[];
  at: (key: string) => RemarksAt;
};

type Node = { here: Remark[]; below: Map<string, Node> };

const newNode = (): Node => ({ here: [], below: new Map() });
const nothing: RemarksAt = { here: [], at: () => nothing };

/** Keys as they compare: SDKs write headers in any case, and lists with or without "values" around them. */
const keysOf = (path: string) =>
  path
    .toLowerCase()
    .split(".")
    .filter((key) => key !== "values");

function view(node: Node): RemarksAt {
  return {
    here: node.here,
    at(key) {
      let found: Node | undefined = node;
      for (const part of keysOf(key)) found = found?.below.get(part);
      return found ? view(found) : nothing;
    },
  };
}

/** The remarks of an event as a tree that follows its fields. */
export function remarksAt(remarks: readonly Remark[]): RemarksAt {
  const root = newNode();
  for (const remark of remarks) {
    let node = root;
    for (const key of keysOf(remark.path)) {
      const below = node.below.get(key) ?? newNode();
      node.below.set(key, below);
      node = below;
    }
    node.here.push(remark);
  }
  return view(root);
}
