// Runs programs: tools quietly, with one line of progress, and the command itself in the foreground.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join, resolve } from "node:path";

export const CHECKOUT = resolve(import.meta.dirname, "../..");
const NEEDED_MAJOR = 24;
const NODE_FLAGS = ["--disable-warning=ExperimentalWarning"];

let node = "";

/** Path of a Node that runs TypeScript. Throws when neither node_modules nor the machine has one. */
export function findNode() {
  if (node) return node;
  const candidates = [join(CHECKOUT, "node_modules/.bin/node"), process.execPath];
  const found = candidates.find((path) => existsSync(path) && majorOf(path) >= NEEDED_MAJOR);
  if (!found)
    throw new Error(
      `Debrief needs Node ${NEEDED_MAJOR}; npm has none for ${process.platform}-${process.arch}, ` +
        `and this machine runs ${process.version}. Install Node ${NEEDED_MAJOR} and try again.`,
    );
  return (node = found);
}

function majorOf(path) {
  if (path === process.execPath) return Number.parseInt(process.versions.node, 10);
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return Number.parseInt(String(stdout).slice(1), 10);
}

/** Prints `label … done in 41 s` on standard error around `work`. */
export async function step(label, work) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  process.stderr.write(`${label} …`);
  const alive = setInterval(() => process.stderr.write(` ${seconds()} s …`), 10_000);
  try {
    const result = await work();
    const took = Date.now() - start;
    process.stderr.write(` done in ${took < 10_000 ? (took / 1000).toFixed(1) : seconds()} s\n`);
    return result;
  } catch (error) {
    process.stderr.write(" failed\n");
    throw error;
  } finally {
    clearInterval(alive);
  }
}

/** Runs a program and keeps its output to itself, unless it fails: then the output is the error. */
export function runQuietly(program, args, env = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, {
      cwd: CHECKOUT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    const unhook = forwardSignals(child);
    child.on("error", failed);
    child.on("close", (code, signal) => {
      unhook();
      if (code === 0) return done();
      const text = Buffer.concat(output).toString().trim();
      failed(new Error(`${text}\n${program} ${args.join(" ")} ended with ${code ?? signal}.`));
    });
  });
}

/** Runs a package's command-line tool as one step. */
export const runTool = (label, tool, args, env) =>
  step(label, () => runQuietly(findNode(), [...NODE_FLAGS, `node_modules/.bin/${tool}`, ...args], env));

/** Runs a file with Node 24 in the foreground and resolves to its exit code. It learns when we are killed. */
export function passThrough(args, env = {}) {
  return new Promise((done, failed) => {
    const child = spawn(findNode(), [...NODE_FLAGS, ...args], {
      cwd: CHECKOUT,
      env: { ...process.env, ...env },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    const unhook = forwardSignals(child);
    child.on("error", failed);
    child.on("exit", (code, signal) => {
      unhook();
      done(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

// A terminal sends Ctrl-C to the child as well; the child takes a second one as the same request.
function forwardSignals(child) {
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}
