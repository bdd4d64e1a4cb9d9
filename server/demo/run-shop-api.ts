// The demo's backend: one Node process for each deployment, with the SDK loaded as its guide says.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { childEnvironment } from "#lib/env.ts";
import { type ApiVisit, apiVisits, type Deployment } from "#server/demo/traffic.ts";

const FOLDER = join(import.meta.dirname, "shop-api");
const Line = z.object({ port: z.number().optional(), sent: z.number().optional() });
const AT_ONCE = 4;

type Shop = ChildProcessByStdio<Writable, Readable, null>;

function startProcess(file: string, args: string[], deployment: Deployment, dsn: string): Shop {
  const { release, environment } = deployment;
  return spawn(process.execPath, ["--import", "./instrument.mjs", file, ...args], {
    cwd: FOLDER,
    env: childEnvironment({
      SENTRY_DSN: dsn,
      SENTRY_RELEASE: `shop-api@${release}`,
      SENTRY_ENVIRONMENT: environment,
    }),
    // A shop complains on standard error about each of its failures; the SDK reports them anyway.
    stdio: ["pipe", "pipe", "ignore"],
  });
}

function visit(port: number, { method, path, ...rest }: ApiVisit): Promise<unknown> {
  const headers = { "x-visit": encodeURIComponent(JSON.stringify(rest)), connection: "close" };
  return fetch(`http://127.0.0.1:${port}${path}`, { method, headers }).then((response) => response.text());
}

async function visitAll(port: number, visits: ApiVisit[]): Promise<void> {
  const waiting = [...visits];
  const visitor = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await visit(port, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
}

/** Plays a deployment's visits. @returns how many events its SDK sent. */
export async function runShopApi(deployment: Deployment, dsn: string, now: number): Promise<number> {
  const shop = startProcess("server.mjs", [], deployment, dsn);
  let sent = 0;
  for await (const text of createInterface({ input: shop.stdout })) {
    if (!text.startsWith('{"')) continue;
    const line = Line.parse(JSON.parse(text));
    if (line.port !== undefined) {
      await visitAll(line.port, apiVisits(deployment, now));
      shop.stdin.end();
    }
    sent = line.sent ?? sent;
  }
  return sent;
}

/** The nightly job, which crashes each time. @returns how many events its SDK sent. */
export async function runNightlyImport(deployment: Deployment, dsn: string, at: number): Promise<number> {
  const job = startProcess("nightly-import.mjs", [String(at)], deployment, dsn);
  job.stdout.resume();
  const [code] = await once(job, "exit");
  return code === 0 ? 0 : 1;
}
