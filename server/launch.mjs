// Every npm script starts here. Plain JavaScript without dependencies, for any Node from 20.19: it makes what
// the command needs (packages, Prisma client, build) and then runs the command with the Node 24 of node_modules.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./launch/browser.mjs";
import { ensureBrowserSdk, ensureBuild, ensureClient, ensurePackages } from "./launch/ensure.mjs";
import { CHECKOUT, findNode, passThrough, runTool } from "./launch/run.mjs";

const CHECKS = [
  ["Format", "prettier", "--check", "--log-level=warn", "."],
  ["Lint", "eslint", "--max-warnings=0", "."],
  ["Route types", "next", "typegen"],
  ["Types", "tsc", "--noEmit"],
  [
    "Dependency rules",
    "depcruise",
    "--config",
    ".dependency-cruiser.cjs",
    "app",
    "components",
    "lib",
    "server",
    "e2e",
  ],
  [
    "Folder rules",
    "depcruise",
    "--config",
    ".dependency-cruiser-folders.cjs",
    "app",
    "components",
    "lib",
    "server",
  ],
  ["Dead code", "knip"],
  ["Dead code in production", "knip", "--production"],
];
const UNIT_TESTS = ["Unit tests", "vitest", "run", "--project", "unit"];

const VITEST = ["node_modules/vitest/vitest.mjs", "run"];
const projects = (...names) => names.flatMap((name) => ["--project", name]);

/** Real SDKs against a running instance. What they are written in and this machine lacks is skipped, and counted. */
async function testSdks(args) {
  await ensureBuild();
  const browser = await ensureBrowser();
  const env = browser ? { CHROMIUM_PATH: browser } : {};
  return passThrough([...VITEST, ...projects("sdks"), ...args], env);
}

async function check(steps) {
  for (const [label, tool, ...args] of steps) await runTool(label, tool, args);
  return 0;
}

async function test() {
  await check(CHECKS);
  await ensureBrowserSdk();
  await ensureBuild();
  const tests = await passThrough([...VITEST, ...projects("unit", "stores", "faults")]);
  if (tests !== 0) return tests;
  if (!existsSync(join(CHECKOUT, "playwright.config.ts"))) return 0;
  const browser = await ensureBrowser();
  return passThrough(
    ["node_modules/@playwright/test/cli.js", "test"],
    browser ? { CHROMIUM_PATH: browser } : {},
  );
}

const serve = (file) => async (args) => passThrough([`server/${file}`, ...args]);
const withSdk = (command) => async (args) => {
  await ensureBrowserSdk();
  return command(args);
};
const withBuild = (command) =>
  withSdk(async (args) => {
    await ensureBuild();
    return command(args);
  });

const COMMANDS = {
  start: withBuild(serve("main.ts")),
  dev: withSdk((args) => serve("main.ts")(["--dev", ...args])),
  bootstrap: serve("bootstrap.ts"),
  demo: serve("demo.ts"),
  bench: withBuild(serve("bench.ts")),
  check: () => check([...CHECKS, UNIT_TESTS]),
  test,
  "test:sdks": testSdks,
};

async function main() {
  const [name = "", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) throw new Error(`Commands: ${Object.keys(COMMANDS).join(", ")}.`);
  await ensurePackages();
  findNode();
  await ensureClient();
  return command(args);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
