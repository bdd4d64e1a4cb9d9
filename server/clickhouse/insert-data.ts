// The data of one insert into the engine, by the shortest way that its format has.
import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RawInsertFormat, Session } from "chdb";
import type { Insert } from "#server/clickhouse/statement.ts";

/** Formats that chDB takes from memory, without a copy. The others go through a file. */
const FROM_MEMORY = new Map<string, RawInsertFormat>(
  (["JSONEachRow", "JSONCompactEachRow", "CSV", "CSVWithNames", "TSV", "TabSeparated"] as const).map(
    (format) => [format.toLowerCase(), format],
  ),
);

const unquoted = (name: string) => name.replace(/[`"]/g, "");
const PLAIN_TABLE = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/;
const PLAIN_COLUMN = /^[A-Za-z_]\w*$/;

function plainColumns(columns: string): string[] | undefined {
  const names = columns.replace(/^\(|\)$/g, "").split(",");
  return names.map((name) => unquoted(name.trim()));
}

async function fromMemory(session: Session, insert: Insert, format: RawInsertFormat) {
  const columns = insert.columns ? plainColumns(insert.columns) : undefined;
  const table = unquoted(insert.table);
  const plain = PLAIN_TABLE.test(table) && (columns ?? []).every((name) => PLAIN_COLUMN.test(name));
  if (!plain || insert.settings) return undefined;
  const done = await session.insert({ table, values: insert.data, format, ...(columns && { columns }) });
  return { rows: done.rowsWritten, bytes: done.bytesWritten };
}

async function fromFile(session: Session, insert: Insert, folder: string) {
  const path = join(folder, `${randomUUID()}.data`);
  try {
    await writeFile(path, insert.data);
    const { table, columns, settings, format } = insert;
    const quoted = path.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
    await session.queryAsync(
      `INSERT INTO ${table} ${columns} FROM INFILE '${quoted}' ${settings} FORMAT ${format}`,
    );
    return { rows: 0, bytes: insert.data.length };
  } finally {
    await rm(path, { force: true });
  }
}

/** Stores `insert.data`; `folder` takes the file of a binary format. The number of rows is 0 when unknown. */
export async function insertData(
  session: Session,
  insert: Insert,
  folder: string,
): Promise<{ rows: number; bytes: number }> {
  if (insert.data.length === 0) return { rows: 0, bytes: 0 };
  const format = FROM_MEMORY.get(insert.format.toLowerCase());
  const stored = format ? await fromMemory(session, insert, format) : undefined;
  return stored ?? (await fromFile(session, insert, folder));
}
