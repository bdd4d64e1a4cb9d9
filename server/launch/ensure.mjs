// Packages, Prisma client, browser SDK and build: each is made when its stamp does not match what it was made from.
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join, relative } from "node:path";
import { alone } from "./lock.mjs";
import { CHECKOUT, findNode, runQuietly, runTool, step } from "./run.mjs";

const BUILD_SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.js",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
  "package-lock.json",
];

// Any file that exists will do: neither installing nor generating runs the engine.
const NO_ENGINE_DOWNLOAD = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

async function ensure({ stamp, proof, sources, make }) {
  const path = join(CHECKOUT, stamp);
  const isCurrent = (hash) =>
    existsSync(path) && readFileSync(path, "utf8") === hash && existsSync(join(CHECKOUT, proof));
  const before = hashOf(sources);
  if (isCurrent(before)) return;
  await alone(async () => {
    // Another launch may have made it while we waited.
    const hash = hashOf(sources);
    if (isCurrent(hash)) return;
    await make();
    writeFileSync(path, hash);
  });
}

/** node_modules as package-lock.json says. */
export const ensurePackages = () =>
  ensure({
    stamp: "node_modules/.debrief-lock-hash",
    proof: "node_modules/next/package.json",
    sources: ["package-lock.json"],
    make: () => step("Installing packages", install),
  });

/** prisma/client as prisma/schema.prisma says. */
export const ensureClient = () =>
  ensure({
    stamp: "prisma/client/.schema-hash",
    proof: "prisma/client/client.ts",
    sources: ["prisma/schema.prisma", "package-lock.json"],
    make: () => runTool("Generating the database client", "prisma", ["generate"], NO_ENGINE_DOWNLOAD),
  });

/** .sdk as the installed SDK says. */
export const ensureBrowserSdk = () =>
  ensure({
    stamp: ".sdk/source-hash",
    proof: ".sdk/manifest.json",
    sources: ["server/launch/browser-sdk.mjs", "server/launch/browser-sdk-entry.mjs", "package-lock.json"],
    make: () =>
      step("Bundling the browser SDK", () => runQuietly(findNode(), ["server/launch/browser-sdk.mjs"])),
  });

/** .next as the sources say. */
export const ensureBuild = () =>
  ensure({
    stamp: ".next/source-hash",
    proof: ".next/BUILD_ID",
    sources: BUILD_SOURCES,
    make: () =>
      runTool("Building", "next", ["build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
  });

async function install() {
  // Not `npm ci`: it refuses a lock without the optional packages of every other platform, and mirrors lack
  // some of those. This one installs the locked versions as well, and leaves the lock alone.
  const args = ["install", "--no-save", "--include=dev", "--include=optional"];
  args.push("--no-audit", "--no-fund", "--loglevel=error");
  const cache = npmCache();
  if (cache) args.push(`--cache=${cache}`);
  // Prisma's install script would download an engine that nothing here uses.
  const env = { npm_config_update_notifier: "false", ...NO_ENGINE_DOWNLOAD };
  // npm's own path, so that the npm that started us also installs.
  const npm = process.env.npm_execpath;
  await (npm ? runQuietly(process.execPath, [npm, ...args], env) : runQuietly("npm", args, env));
}

/** A folder for npm's cache when the usual one cannot be written; undefined when it can. */
function npmCache() {
  try {
    const usual = process.env.npm_config_cache ?? join(homedir(), ".npm");
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return undefined;
  } catch {
    return join(tmpdir(), `debrief-npm-${userInfo().uid}`);
  }
}

function hashOf(sources) {
  const hash = createHash("sha256");
  for (const path of sources.flatMap((source) => filesOf(join(CHECKOUT, source)))) {
    hash.update(`${relative(CHECKOUT, path)}\0`);
    hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  try {
    const entries = readdirSync(path, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.includes(".test."));
    return files.map((entry) => join(entry.parentPath, entry.name)).sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}
