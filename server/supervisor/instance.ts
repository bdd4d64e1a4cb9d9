// What one DATA_DIR keeps over restarts, and who is using it now.
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { freePort, isFree } from "#server/supervisor/free-port.ts";

const newPassword = () => randomBytes(24).toString("hex");

const Instance = z.object({
  id: z.string(),
  postgresPort: z.number(),
  postgresPassword: z.string(),
  clickhousePort: z.number(),
  /** Loopback is open to every account of the machine, and to pages in its browsers. */
  clickhousePassword: z.string().default(newPassword),
  authSecret: z.string(),
});
export type Instance = z.infer<typeof Instance>;

const Run = z.object({
  pid: z.number(),
  url: z.string(),
  databaseUrl: z.string(),
  clickhouseUrl: z.string(),
  /** Process ids of what runs now: Postgres, ClickHouse, worker, web. */
  parts: z.record(z.string(), z.number()),
});
export type Run = z.infer<typeof Run>;

function writePrivate(path: string, content: unknown): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, path);
}

/** The instance's secrets and ports, made on first use. A port that another program took is replaced. */
export async function openInstance(dataDir: string): Promise<Instance> {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "instance.json");
  const kept = existsSync(path) ? Instance.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
  const instance: Instance = kept ?? {
    id: randomUUID(),
    postgresPort: await freePort(),
    postgresPassword: newPassword(),
    clickhousePort: await freePort(),
    clickhousePassword: newPassword(),
    authSecret: randomBytes(32).toString("base64url"),
  };
  if (!kept) writePrivate(path, instance);
  return instance;
}

/** Picks other ports for stores whose port another program took, and keeps them. */
export async function settlePorts(dataDir: string, instance: Instance): Promise<Instance> {
  const settled = { ...instance };
  if (!(await isFree(settled.postgresPort))) settled.postgresPort = await freePort();
  if (!(await isFree(settled.clickhousePort))) settled.clickhousePort = await freePort();
  writePrivate(join(dataDir, "instance.json"), settled);
  return settled;
}

/** Tells tools that run beside the server (bootstrap, demo) where the stores are. */
export const writeRun = (dataDir: string, run: Run) => writePrivate(join(dataDir, "run.json"), run);

/** What runs on this DATA_DIR now, or undefined. */
export function readRun(dataDir: string): Run | undefined {
  const path = join(dataDir, "run.json");
  if (!existsSync(path) || !lockHolder(dataDir)) return undefined;
  return Run.parse(JSON.parse(readFileSync(path, "utf8")));
}

// A process id alone is not enough: after a restart of a container, another process soon has it.
function processToken(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return undefined;
  }
  if (process.platform !== "linux") return `${pid} alive`;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const startTime = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${pid} ${startTime}`;
  } catch {
    return undefined;
  }
}

function lockHolder(dataDir: string): number | undefined {
  const path = join(dataDir, "supervisor.lock");
  if (!existsSync(path)) return undefined;
  const token = readFileSync(path, "utf8");
  const pid = Number.parseInt(token, 10);
  return processToken(pid) === token ? pid : undefined;
}

/**
 * Makes this process the only supervisor of `dataDir` until the returned function is called.
 * @throws when another one runs.
 */
export function claimDataFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "supervisor.lock");
  const holder = lockHolder(dataDir);
  if (holder !== undefined)
    throw new Error(
      `Debrief already runs on ${dataDir} (process ${holder}). Stop it, or give this one another DATA_DIR and PORT.`,
    );
  rmSync(path, { force: true });
  writeFileSync(path, processToken(process.pid) ?? "", { flag: "wx" });
  return () => {
    rmSync(join(dataDir, "run.json"), { force: true });
    rmSync(path, { force: true });
  };
}
