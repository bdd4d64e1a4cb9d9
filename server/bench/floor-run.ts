// Runs floor.ts against a database of its own on the same Postgres, under the same load.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { z } from "zod";
import { childEnvironment } from "#lib/env.ts";
import { runLoad, type LoadResult } from "#server/bench/load.ts";
import { migratePostgres } from "#server/migrate-postgres.ts";

type Floor = { databaseUrl: string; connections: number; seconds: number; body: () => Buffer };

const Ready = z.object({ port: z.number() });
const NAME = "debrief_bench_floor";

/** What this machine can accept at most, when nothing is checked, parsed or digested. */
export async function measureFloor({ databaseUrl, connections, seconds, body }: Floor): Promise<LoadResult> {
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${NAME}`);
  await admin.query(`CREATE DATABASE ${NAME}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${NAME}`;
  await migratePostgres(url.href);
  const child = spawn(process.execPath, [fileURLToPath(new URL("floor.ts", import.meta.url))], {
    env: childEnvironment({ DATABASE_URL: url.href }),
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = z.tuple([z.string()]).parse(await once(lines, "line"));
    const { port } = Ready.parse(JSON.parse(line));
    return await runLoad({ port, path: "/", connections, seconds, body, rate: Infinity });
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    await admin.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
    await admin.end();
  }
}
