// Prisma's migrations through its schema engine as WebAssembly: the usual engine is a download at run time.
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine, type MigrationList } from "@prisma/schema-engine-wasm";

const PRISMA = resolve(import.meta.dirname, "../prisma");
const MIGRATIONS = join(PRISMA, "migrations");
const LOCKFILE = "migration_lock.toml";
const ALL_TABLES = { externalTables: [], externalEnums: [] };

const readSchema = async () => ({
  path: join(PRISMA, "schema.prisma"),
  content: await readFile(join(PRISMA, "schema.prisma"), "utf8"),
});

async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const scripts = names.map((name) => readFile(join(MIGRATIONS, name, "migration.sql"), "utf8"));
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: LOCKFILE, content: await readFile(join(MIGRATIONS, LOCKFILE), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: (await Promise.all(scripts)).map((value, index) => ({
      path: names[index] ?? "",
      migrationFile: { path: "migration.sql", content: { tag: "ok", value } },
    })),
  };
}

async function withEngine<Result>(url: string, work: (engine: SchemaEngine) => Promise<Result>) {
  const schema = await readSchema();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const ignoreLogs = () => undefined;
  const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, ignoreLogs, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** Applies the migrations that `url` lacks, each once, and returns their names. Callers hold the start lock. */
export async function migratePostgres(url: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  const { appliedMigrationNames } = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList, filters: ALL_TABLES }),
  );
  return appliedMigrationNames;
}

/**
 * The SQL that leads from an earlier schema (its text; empty: none) to the schema as it is. Two texts are
 * compared: through driver adapters the engine cannot read a live Postgres. `url` is any server, never changed.
 */
export async function planMigration(url: string, earlier: string): Promise<string> {
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
