// Prisma's schema engine as WebAssembly: the usual engine is a download at run time.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";

/** What Prisma calls a filter: no table is managed by someone else. */
export const ALL_TABLES = { externalTables: [], externalEnums: [] };

const SCHEMA = resolve(import.meta.dirname, "../../prisma/schema.prisma");

export const readSchema = async () => ({ path: SCHEMA, content: await readFile(SCHEMA, "utf8") });

/** Runs `work` with an engine that is connected to the Postgres at `url`. */
export async function withEngine<Result>(
  url: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
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
