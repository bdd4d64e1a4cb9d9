import { describe, expect, it } from "vitest";
import { firstClosed } from "#server/postgres/reach.ts";

const folder = (path: string, uid: number, gid: number, mode: number) => ({ path, uid, gid, mode });
const root = folder("/", 0, 0, 0o755);
const nobody = { uid: 65_534, gid: 65_534 };

describe("firstClosed", () => {
  it.each([
    ["an open path", [root, folder("/srv", 0, 0, 0o755)], undefined],
    [
      "a private home on the way",
      [root, folder("/root", 0, 0, 0o700), folder("/root/x", 0, 0, 0o755)],
      "/root",
    ],
    ["entering is enough, reading is not asked", [root, folder("/tmp", 0, 0, 0o711)], undefined],
    ["its own private folder", [root, folder("/own", 65_534, 0, 0o700)], undefined],
    ["its group's folder", [root, folder("/group", 0, 65_534, 0o710)], undefined],
    ["the owner's bits count first", [root, folder("/own", 65_534, 0, 0o077)], "/own"],
  ])("%s", (_case, folders, expected) => {
    expect(firstClosed(folders, nobody)).toBe(expected);
  });
});
