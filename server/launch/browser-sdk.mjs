// Makes .sdk/: the browser SDK as one script, which npm delivers only as modules. lib/ingest/accept-sdk-bundle.ts
// serves it. Runs as a program of its own; launch/ensure.mjs starts it when something changed.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const CHECKOUT = resolve(import.meta.dirname, "../..");
const FOLDER = join(CHECKOUT, ".sdk");
const ENTRY = join(import.meta.dirname, "browser-sdk-entry.mjs");

// The page's own script runs in any browser that the SDK itself supports.
const TARGET = "es2020";

async function bundle() {
  const build = await rolldown({
    input: ENTRY,
    cwd: CHECKOUT,
    platform: "browser",
    logLevel: "warn",
    transform: { target: TARGET, define: { __SENTRY_DEBUG__: "false" } },
  });
  const { output } = await build.generate({ format: "iife", name: "Sentry", minify: true });
  await build.close();
  const [{ code }, ...others] = output;
  if (others.length > 0) throw new Error("The SDK became more than one file.");
  return Buffer.from(code);
}

function version() {
  const entry = createRequire(import.meta.url).resolve("@sentry/browser");
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder))
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (name === "@sentry/browser") return version;
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  throw new Error("@sentry/browser is not installed.");
}

const script = await bundle();
const hash = createHash("sha256").update(script).digest("hex").slice(0, 12);
const fresh = `${FOLDER}-${process.pid}`;
mkdirSync(fresh, { recursive: true });
writeFileSync(join(fresh, "bundle.min.js"), script);
writeFileSync(join(fresh, "bundle.min.js.gz"), gzipSync(script, { level: 9 }));
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
writeFileSync(join(fresh, "bundle.min.js.br"), brotliCompressSync(script, brotli));
writeFileSync(join(fresh, "manifest.json"), JSON.stringify({ version: version(), hash }));
// Whole or not at all: a server may be reading.
rmSync(FOLDER, { recursive: true, force: true });
renameSync(fresh, FOLDER);
