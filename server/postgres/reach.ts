// Which account runs Postgres, and can it get to a folder? Postgres refuses to run as root.
import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

export type Account = { uid: number; gid: number };
type Entry = { path: string; uid: number; gid: number; mode: number };

/** The unprivileged account for Postgres when we are root; undefined when we may run it ourselves. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  // initdb looks its user up, so a number that the machine does not know will not do.
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "nobody") ?? users.find(([, , uid]) => Number(uid) > 0);
  if (!user) throw new Error("Postgres does not run as root, and this machine has no other user.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function mayEnter(entry: Entry, account: Account): boolean {
  if (entry.uid === account.uid) return (entry.mode & 0o100) !== 0;
  if (entry.gid === account.gid) return (entry.mode & 0o010) !== 0;
  return (entry.mode & 0o001) !== 0;
}

/** The first of `folders` (outermost first) that `account` may not enter, or undefined. */
export const firstClosed = (folders: readonly Entry[], account: Account) =>
  folders.find((folder) => !mayEnter(folder, account))?.path;

/** Whether `account` can pass through `folder` and everything above it. */
export function canReach(folder: string, account: Account): boolean {
  const chain: Entry[] = [];
  for (let path = folder; ; path = dirname(path)) {
    const { uid, gid, mode } = statSync(path);
    chain.unshift({ path, uid, gid, mode });
    if (dirname(path) === path) return firstClosed(chain, account) === undefined;
  }
}
