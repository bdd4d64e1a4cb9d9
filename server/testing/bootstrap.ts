// Users, organizations and projects for tests of a running instance, made as an operator makes them.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { childEnvironment } from "#lib/env.ts";

const run = promisify(execFile);
const BOOTSTRAP = resolve(import.meta.dirname, "../bootstrap.ts");

const Account = z.object({
  url: z.string(),
  org: z.string(),
  project: z.string(),
  dsn: z.string(),
  token: z.string(),
  email: z.string(),
});
export type Account = z.infer<typeof Account> & { password: string };

/** An owner of organization `org`, its `project` of platform node, and a token for all of the Web API. */
export async function bootstrap(dataDir: string, org: string, project: string): Promise<Account> {
  const password = "correct horse battery";
  const options = { org, project, platform: "node", email: `owner@${org}.example`, password };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const { stdout } = await run(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", BOOTSTRAP, ...args, "--json"],
    { env: childEnvironment({ DATA_DIR: dataDir, DATABASE_URL: "", CLICKHOUSE_URL: "", BASE_URL: "" }) },
  );
  return { ...Account.parse(JSON.parse(stdout)), password };
}
