// The answer of one statement, as a stream where the format allows it.
import type { Session } from "chdb";

export type Chunk = { bytes: Uint8Array; rowsRead: number; bytesRead: number };

/** chDB writes every chunk as a document of its own; only in these formats do the chunks join into one. */
const JOINABLE = new Set([
  "jsoneachrow", "jsonlines", "ndjson", "jsoncompacteachrow", "jsonstringseachrow", "jsoncompactstringseachrow",
  "csv", "tsv", "tsvraw", "tabseparated", "tabseparatedraw", "tskv", "rowbinary", "native",
]); // prettier-ignore

/**
 * A scalar subquery runs while the statement is planned, and chDB plans a stream on the calling thread:
 * 3 thousand million numbers counted so held up the whole process for 0.2 s.
 */
const SUBQUERY = /\(\s*(?:SELECT|WITH)\b/i;

/** Whether the answer can be taken chunk by chunk. */
export const isStreamed = (sql: string, format: string, readable: boolean) =>
  readable && JOINABLE.has(format.toLowerCase()) && !SUBQUERY.test(sql);

/** What cannot be streamed is held whole; max_memory_usage bounds it. */
export async function* readChunks(
  session: Session,
  sql: string,
  format: string,
  readable: boolean,
): AsyncGenerator<Chunk> {
  if (!isStreamed(sql, format, readable)) {
    const result = await session.queryAsync(sql, { format });
    yield { bytes: result.bytes(), rowsRead: result.rowsRead, bytesRead: result.bytesRead };
    return;
  }
  for await (const chunk of session.queryStream(sql, { format }))
    yield { bytes: chunk.raw(), rowsRead: chunk.numRows, bytesRead: chunk.numBytes };
}
