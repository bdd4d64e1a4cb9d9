// One statement's answer over HTTP: headers with the first chunk, then the rest as the reader takes it.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from "node:zlib";
import type { Chunk } from "#server/clickhouse/read-chunks.ts";
import { asFailure } from "#server/clickhouse/exception.ts";

const compressors: readonly [string, () => Transform][] = [
  ["zstd", () => createZstdCompress()],
  ["br", () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })],
  ["gzip", () => createGzip({ level: 3 })],
  ["deflate", () => createDeflate({ level: 3 })],
];

function acceptedCompression(request: IncomingMessage) {
  const accepted = String(request.headers["accept-encoding"] ?? "").toLowerCase();
  return compressors.find(([name]) =>
    new RegExp(String.raw`\b${name}\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))`).test(accepted),
  );
}

function contentType(format: string): string {
  if (/^JSON(?!.*EachRow)/i.test(format)) return "application/json; charset=UTF-8";
  if (/EachRow|NDJSON|JSONLines/i.test(format)) return "application/x-ndjson; charset=UTF-8";
  if (/^CSV/i.test(format)) return "text/csv; charset=UTF-8; header=absent";
  if (/^(TSV|TabSep)/i.test(format)) return "text/tab-separated-values; charset=UTF-8";
  return /^(Native|RowBinary|Arrow|Parquet|ORC|Avro)/i.test(format)
    ? "application/octet-stream"
    : "text/plain; charset=UTF-8";
}

export type Progress = { readRows: number; readBytes: number; writtenRows: number; writtenBytes: number };

/** `X-ClickHouse-Summary`; every number is a string there. @param started from `performance.now()` */
export function summary(progress: Partial<Progress>, started: number): string {
  return JSON.stringify({
    read_rows: String(progress.readRows ?? 0),
    read_bytes: String(progress.readBytes ?? 0),
    written_rows: String(progress.writtenRows ?? 0),
    written_bytes: String(progress.writtenBytes ?? 0),
    total_rows_to_read: "0",
    result_rows: String(progress.writtenRows ?? 0),
    result_bytes: String(progress.writtenBytes ?? 0),
    elapsed_ns: String(Math.round((performance.now() - started) * 1e6)),
  });
}

async function* bytesFrom(first: Chunk | undefined, rest: AsyncGenerator<Chunk>) {
  if (first && first.bytes.length > 0) yield first.bytes;
  for await (const chunk of rest) if (chunk.bytes.length > 0) yield chunk.bytes;
}

/** Sends the chunks. Fails with the statement's error while nothing was sent; later it cuts the connection. */
export async function answerChunks(
  request: IncomingMessage,
  response: ServerResponse,
  chunks: AsyncGenerator<Chunk>,
  options: { format: string; compress: boolean; started: number },
): Promise<void> {
  const first = await chunks.next();
  const chunk = first.done ? undefined : first.value;
  const compression = options.compress ? acceptedCompression(request) : undefined;
  response.statusCode = 200;
  response.setHeader("Content-Type", contentType(options.format));
  response.setHeader("X-ClickHouse-Format", options.format);
  const read = { readRows: chunk?.rowsRead ?? 0, readBytes: chunk?.bytesRead ?? 0 };
  response.setHeader("X-ClickHouse-Summary", summary(read, options.started));
  const body = Readable.from(bytesFrom(chunk, chunks), { objectMode: false });
  if (!compression) return pipeline(body, response);
  response.setHeader("Content-Encoding", compression[0]);
  await pipeline(body, compression[1](), response);
}

/** Answers a failure, or cuts the connection when an answer has begun: half an answer must not look whole. */
export function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const failure = asFailure(error);
  response.removeHeader("Content-Encoding");
  response.writeHead(failure.status, {
    "Content-Type": "text/plain; charset=UTF-8",
    "X-ClickHouse-Exception-Code": String(failure.code),
    ...(failure.status === 503 && { "Retry-After": "1" }),
  });
  response.end(failure.text);
}
