// Brings Postgres up to date. The folders stay Prisma's own: `prisma migrate deploy` would do the same.
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import { ALL_TABLES, withEngine } from "#server/postgres/schema-engine.ts";

const MIGRATIONS = resolve(import.meta.dirname, "../prisma/migrations");
const LOCKFILE = "migration_lock.toml";

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

/** Applies the migrations that `url` lacks, each once, and returns their names. Callers hold the start lock. */
export async function migratePostgres(url: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  const { appliedMigrationNames } = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList, filters: ALL_TABLES }),
  );
  return appliedMigrationNames;
}
