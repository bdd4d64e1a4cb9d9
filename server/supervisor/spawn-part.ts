// Starts one of our own processes, and learns from it when it is ready.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setPriority } from "node:os";
import { join, resolve } from "node:path";
import { childEnvironment } from "#lib/env.ts";
import { log } from "#lib/log.ts";

const SERVER = resolve(import.meta.dirname, "..");

export type PartCommand = {
  /** File name in server/. */
  file: string;
  args?: readonly string[];
  env?: Record<string, string>;
  nodeFlags?: readonly string[];
  /** 0 to 19: how far it steps back when processors are short. */
  niceness?: number;
};

// A part that hangs while it starts would otherwise never be restarted.
const START_TIMEOUT_MS = 120_000;

/**
 * Spawns the part and resolves when it printed its first line on standard output, `{"ready":true,…}`.
 * The pipe on its standard input and the message channel close with us: the part ends itself then.
 * @throws when it ends before that, or takes longer than two minutes.
 */
export async function spawnPart(command: PartCommand): Promise<ChildProcess> {
  const { file, args = [], env = {}, nodeFlags = [], niceness = 0 } = command;
  const child = spawn(process.execPath, [...process.execArgv, ...nodeFlags, join(SERVER, file), ...args], {
    // Its own process group: Ctrl-C in a terminal reaches us alone, and we stop the parts in order.
    detached: true,
    env: childEnvironment(env),
    stdio: ["pipe", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${file} ended with ${code ?? signal} while it started.`);
  });
  if (niceness > 0 && child.pid) stepBack(child.pid, niceness);
  const tooLong = setTimeout(() => child.kill("SIGKILL"), START_TIMEOUT_MS);
  await Promise.race([readyLine(child), ended]).finally(() => clearTimeout(tooLong));
  ended.catch(() => undefined);
  return child;
}

function stepBack(pid: number, niceness: number): void {
  setPriority(pid, niceness);
  if (process.platform !== "linux") return;
  try {
    // A part has a session of its own, and Linux weighs sessions against each other: within one, a process's
    // own niceness says nothing to the others.
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch (error) {
    log.debug("This kernel does not group processes by session", { error });
  }
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
