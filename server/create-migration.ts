// Writes a migration from the difference between prisma/schema.prisma and the schema of the last one:
//   node server/create-migration.ts <name>     a new folder
//   node server/create-migration.ts --first    the first one again, keeping what follows its marker
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { preparePostgres } from "#server/postgres/embedded-postgres.ts";
import { ALL_TABLES, readSchema, withEngine } from "#server/postgres/schema-engine.ts";
import { freePort } from "#server/supervisor/free-port.ts";

const MIGRATIONS = resolve(import.meta.dirname, "../prisma/migrations");
const SCHEMA = resolve(import.meta.dirname, "../prisma/schema.prisma");
// The schema that the migrations lead to; what the next one starts from.
const MIGRATED = join(MIGRATIONS, "migrated.prisma");
const MARKER = "-- By hand from here on: what the schema language cannot say.";

/**
 * The SQL that leads from an earlier schema (its text; empty: none) to the schema as it is. Two texts are
 * compared: through driver adapters the engine cannot read a live Postgres. `url` is any server, never changed.
 */
async function planMigration(url: string, earlier: string): Promise<string> {
  const schema = await readSchema();
  const plan = await withEngine(url, (engine) =>
    engine.diff({
      from: earlier
        ? { tag: "schemaDatamodel", files: [{ path: "earlier.prisma", content: earlier }] }
        : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: null,
      filters: ALL_TABLES,
    }),
  );
  return plan.stdout ?? "";
}

async function writeMigration(url: string, name: string) {
  const earlier = existsSync(MIGRATED) ? await readFile(MIGRATED, "utf8") : "";
  const now = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(MIGRATIONS, `${now}_${name}`);
  const sql = await planMigration(url, earlier);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  return folder;
}

async function rewriteFirst(url: string) {
  const [first] = (await readdir(MIGRATIONS)).filter((entry) => /^\d/.test(entry)).sort();
  if (!first) return writeMigration(url, "start");
  const file = join(MIGRATIONS, first, "migration.sql");
  const [, byHand] = (await readFile(file, "utf8")).split(MARKER);
  const sql = await planMigration(url, "");
  await writeFile(file, `${sql.trim()}\n\n${MARKER}${byHand ?? "\n"}`);
  return file;
}

const argument = process.argv[2];
if (!argument) throw new Error("Name the migration, or pass --first.");
const parent = await mkdtemp(join(tmpdir(), "debrief-migration-"));
// Run by root, Postgres is another user, who must get through.
await chmod(parent, 0o711);
const store = { parent, instanceId: randomUUID(), port: await freePort(), password: "local", durable: false };
const postgres = await preparePostgres(store);
const child = await postgres.start();
try {
  const written =
    argument === "--first" ? await rewriteFirst(postgres.url) : await writeMigration(postgres.url, argument);
  await copyFile(SCHEMA, MIGRATED);
  process.stdout.write(`${written}\n`);
} finally {
  child.kill("SIGINT");
  if (child.exitCode === null) await once(child, "exit");
  await rm(parent, { recursive: true, force: true });
}
