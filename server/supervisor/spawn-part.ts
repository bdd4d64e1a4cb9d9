// Starts one of our own processes, and learns from it when it is ready.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { childEnvironment } from "#lib/env.ts";

const SERVER = resolve(import.meta.dirname, "..");

export type PartCommand = {
  /** File name in server/. */
  file: string;
  args?: readonly string[];
  env?: Record<string, string>;
};

/**
 * Spawns the part and resolves when it printed its first line on standard output, `{"ready":true,…}`.
 * The pipe on its standard input and the message channel close with us: the part ends itself then.
 * @throws when it ends before that.
 */
export async function spawnPart({ file, args = [], env = {} }: PartCommand): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...process.execArgv, join(SERVER, file), ...args], {
    // Its own process group: Ctrl-C in a terminal reaches us alone, and we stop the parts in order.
    detached: true,
    env: childEnvironment(env),
    stdio: ["pipe", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${file} ended with ${code ?? signal} while it started.`);
  });
  await Promise.race([readyLine(child), ended]);
  ended.catch(() => undefined);
  return child;
}

async function readyLine(child: ChildProcess): Promise<void> {
  if (!child.stdout) return;
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve) => {
    lines.on("line", (line) => {
      if (line.startsWith('{"ready":true')) resolve();
      else process.stderr.write(`${line}\n`);
    });
  });
}
