// A request's body, decompressed and bounded: one by one and all together.
import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { badArguments, tooLarge, tooManyQueries } from "#server/clickhouse/exception.ts";

/** Bytes, after decompression. */
export const MAX_BODY = 128 * 1024 * 1024;

const decompressors = new Map<string, () => Transform>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
  ["zstd", createZstdDecompress],
]);

function decompressed(request: IncomingMessage): Readable {
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding === "identity") return request;
  const create = decompressors.get(encoding);
  if (!create) throw badArguments(`Unknown Content-Encoding ${encoding}.`);
  const stream = create();
  request.on("error", (error) => stream.destroy(error));
  request.on("aborted", () => stream.destroy(new Error("The client went away.")));
  return request.pipe(stream);
}

/** What all bodies in memory may take together. */
export class BodyBudget {
  readonly #limit: number;
  #used = 0;

  /** @param limit bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Reads the body and hands it to `use`; its bytes count until that ends.
   * @throws ClickHouseException 229 when it is too large, 202 when too many bodies are in memory.
   */
  async read<Result>(request: IncomingMessage, use: (body: Buffer) => Promise<Result>): Promise<Result> {
    let held = 0;
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of decompressed(request)) {
        if (!Buffer.isBuffer(chunk)) continue;
        held += chunk.length;
        this.#used += chunk.length;
        if (held > MAX_BODY) throw tooLarge(MAX_BODY);
        if (this.#used > this.#limit) throw tooManyQueries("Too many request bodies are in memory.");
        chunks.push(chunk);
      }
      return await use(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    } finally {
      this.#used -= held;
    }
  }
}
