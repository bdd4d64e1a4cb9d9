// Memory of a process and its children, read from /proc. PSS, because Postgres' processes share most of theirs.
import { readdir, readFile } from "node:fs/promises";

const NAMES: readonly [RegExp, string][] = [
  [/server\/main\.ts/, "supervisor"],
  [/server\/web\.ts/, "web"],
  [/server\/worker\.ts/, "worker"],
  [/server\/clickhouse\.ts/, "clickhouse"],
  [/postgres/, "postgres"],
];

const read = (path: string) => readFile(path, "utf8").catch(() => "");

async function parentOf(pid: string): Promise<string> {
  // The command's name may hold spaces and parentheses; the fields start after the last one.
  const stat = await read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? "";
}

async function descendants(root: number): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const isUnder = (pid: string): boolean => {
    for (let at = pid; at && at !== "0"; at = parents.get(at) ?? "") if (at === String(root)) return true;
    return false;
  };
  return pids.filter(isUnder);
}

/** @returns mebibytes by process name, and their sum; empty where there is no /proc. */
export async function memoryOf(root: number): Promise<Record<string, number>> {
  const used: Record<string, number> = {};
  let total = 0;
  for (const pid of await descendants(root).catch(() => [])) {
    const command = (await read(`/proc/${pid}/cmdline`)).replaceAll("\0", " ");
    const name = NAMES.find(([pattern]) => pattern.test(command))?.[1] ?? "other";
    const kibibytes = Number(/^Pss:\s+(\d+)/m.exec(await read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
    used[name] = (used[name] ?? 0) + kibibytes;
    total += kibibytes;
  }
  const rounded = Object.entries(used).map(
    ([name, kibibytes]) => [name, Math.round(kibibytes / 1024)] as const,
  );
  return Object.fromEntries([...rounded, ["total", Math.round(total / 1024)]]);
}
