import { describe, expect, it } from "vitest";
import { planUnmerge } from "#lib/issues/unmerge-plan.ts";

const merged = (id: number, parentId: number) => ({ id, parentId });
/** Group 21 is the first one that issue 2 had. */
const groupsOf = (...ids: number[]) => ids.map((id) => ({ id: BigInt(id), originId: Math.floor(id / 10) }));
const plan = (tree: ReturnType<typeof merged>[], groups: number[], selected: number[]) => {
  const { returning, loose, adopted } = planUnmerge(
    1,
    tree,
    groupsOf(...groups),
    new Set(selected.map(BigInt)),
  );
  return {
    returning: [...returning].map(([id, list]) => [id, list.map(Number)]),
    loose: loose.map(Number),
    adopted,
  };
};

describe("groups that are unmerged", () => {
  it.each([
    ["all of a hidden issue bring it back", [merged(2, 1)], [11, 21, 22], [21, 22], [[2, [21, 22]]], [], []],
    ["some of a hidden issue do not", [merged(2, 1)], [11, 21, 22], [21], [], [21], []],
    ["of the issue itself have nothing to go back to", [merged(2, 1)], [11, 12, 21], [12], [], [12], []],
    [
      "of several hidden issues bring each back",
      [merged(2, 1), merged(3, 1)],
      [11, 21, 31],
      [21, 31],
      [
        [2, [21]],
        [3, [31]],
      ],
      [],
      [],
    ],
    [
      "of a hidden issue and of what was merged into it stay together",
      [merged(2, 1), merged(3, 2)],
      [11, 21, 31],
      [21, 31],
      [[2, [21, 31]]],
      [],
      [],
    ],
    [
      "of what was merged into a hidden issue bring that alone",
      [merged(2, 1), merged(3, 2)],
      [11, 21, 31],
      [31],
      [[3, [31]]],
      [],
      [],
    ],
    [
      "of a hidden issue leave what was merged into it",
      [merged(2, 1), merged(3, 2), merged(4, 3)],
      [11, 21, 31, 41],
      [21],
      [[2, [21]]],
      [],
      [merged(3, 1)],
    ],
    [
      "at both ends of a chain leave the middle",
      [merged(2, 1), merged(3, 2), merged(4, 3)],
      [11, 21, 31, 41],
      [21, 41],
      [
        [2, [21]],
        [4, [41]],
      ],
      [],
      [merged(3, 1)],
    ],
    [
      "below a hidden issue whose own groups went elsewhere leave that hidden",
      [merged(2, 1), merged(3, 2)],
      [11, 31],
      [31],
      [[3, [31]]],
      [],
      [],
    ],
    ["that are none move nothing", [merged(2, 1)], [11, 21], [], [], [], []],
  ])("%s", (_name, tree, groups, selected, returning, loose, adopted) => {
    expect(plan(tree, groups, selected)).toEqual({ returning, loose, adopted });
  });
});
