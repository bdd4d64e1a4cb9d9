// Forms with files, as they arrive: what is small stays in memory, what is not goes to the blob store, and the
// body is never in memory as a whole.
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { mediaType as readMediaType, safeFileName } from "#lib/attachments/file-name.ts";
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import { RequestError } from "#lib/errors.ts";
import { holdBytes } from "#lib/ingest/held-bytes.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { bodyChunks, mediaType, tooLarge, unsupportedType } from "#lib/ingest/read-body.ts";
import { storeFile, type StoredFile } from "#lib/ingest/store-file.ts";
import type { Spills } from "#lib/ingest/spill.ts";

const MULTIPART = "multipart/form-data";
export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024;

const MAX_FILES = 30;
const MAX_FIELDS = 1_000;
const MAX_FIELD_BYTES = 1024 * 1024;
const MAX_FIELD_NAME = 1_024;

export type FormFile = StoredFile & { field: string; name: string; contentType: string };
export type Form = { fields: [name: string, value: string][]; files: FormFile[] };

type FormOptions = {
  /** Bytes of a file that stay in memory; undefined: as usual. A longer one is refused. */
  keepUpTo?: (field: string) => number | undefined;
  /** What to make of a file's bytes before they are stored. */
  unpack?: (field: string, chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
};

const malformed = (cause: string) => new RequestError(400, "invalid form", { causes: [cause] });
const tooMany = (what: string, most: number) =>
  new RequestError(413, "the request exceeds a size limit", { causes: [`more than ${most} ${what}`] });

function openParser(request: IngestRequest): BusboyInstance {
  if (mediaType(request) !== MULTIPART) throw unsupportedType(MULTIPART);
  try {
    return new Busboy({
      headers: { "content-type": request.header("content-type") ?? "" },
      limits: {
        files: MAX_FILES,
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        headerPairs: 50,
        headerSize: 16 * 1024,
      },
      // Native crash handlers attach binary parts whose only mark is the name.
      isPartAFile: (field, type, name) =>
        name !== undefined ||
        type === "application/octet-stream" ||
        (field?.startsWith("__sentry-") ?? false),
    });
  } catch {
    throw malformed("there is no boundary");
  }
}

const chunksOf = async function* (stream: BusboyFileStream): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
};

/** Feeds the parser as fast as files are stored. `failure` never resolves. */
async function feed(parser: BusboyInstance, chunks: AsyncIterable<Uint8Array>, failure: Promise<never>) {
  const finished = new Promise<void>((resolve) => parser.once("finish", () => resolve()));
  for await (const chunk of chunks)
    await Promise.race([failure, new Promise<void>((resolve) => parser.write(chunk, () => resolve()))]);
  parser.end();
  await Promise.race([failure, finished]);
}

/** Stores the files of a form one after the other, since `spills` takes one at a time. */
class FileQueue {
  readonly files: FormFile[] = [];
  readonly #spills: Spills;
  readonly #options: Required<FormOptions>;
  readonly #streams: BusboyFileStream[] = [];
  #storing: Promise<void> = Promise.resolve();
  #left = MAX_UPLOAD_BYTES;
  #keptBytes = 0;

  constructor(spills: Spills, options: Required<FormOptions>) {
    this.#spills = spills;
    this.#options = options;
  }

  /** @param onError is told what went wrong, once for each file. */
  add(stream: BusboyFileStream, named: Omit<FormFile, keyof StoredFile>, onError: (error: Error) => void) {
    // Without a listener, a body that ends within a file would end the process.
    stream.on("error", () => undefined);
    this.#streams.push(stream);
    this.#storing = this.#storing
      .then(() => this.#store(stream, named))
      .catch((error: unknown) =>
        onError(error instanceof RequestError ? error : malformed("a file ends too early")),
      );
  }

  async #store(stream: BusboyFileStream, named: Omit<FormFile, keyof StoredFile>): Promise<void> {
    const { keepUpTo, unpack } = this.#options;
    const limits = { maxBytes: this.#left, inMemory: keepUpTo(named.field) };
    const file = await storeFile(unpack(named.field, chunksOf(stream)), this.#spills, limits);
    // The parser would wait for ever for somebody to read on.
    if (!stream.readableEnded) throw malformed("a file goes on after its compressed part");
    this.#keptBytes += file.payload.byteLength;
    this.#left -= file.blob?.bytes ?? file.payload.byteLength;
    this.files.push({ ...file, ...named });
  }

  /** Bytes of files that stay in memory. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  /** Resolves once nothing is stored any more, well or not. */
  settled = () => this.#storing;

  async abandon(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    await this.#storing;
  }
}

/**
 * Reads a multipart body. Long files are in the blob store when it returns; the caller discards `spills` when
 * this throws.
 * @throws RequestError 400, 408, 413, 415 or 503.
 */
export async function readMultipart(
  request: IngestRequest,
  spills: Spills,
  { keepUpTo = () => undefined, unpack = (_field, chunks) => chunks }: FormOptions = {},
): Promise<Form> {
  const parser = openParser(request);
  const queue = new FileQueue(spills, { keepUpTo, unpack });
  const fields: Form["fields"] = [];
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let fieldBytes = 0;

  parser.on("field", (name: string | undefined, value, _cut, isCut) => {
    fieldBytes += value.length;
    if (isCut || fieldBytes > MAX_FIELD_BYTES) failure.reject(tooLarge("the fields", MAX_FIELD_BYTES));
    else if (name !== undefined && name.length <= MAX_FIELD_NAME) fields.push([name, value]);
  });
  parser.on("file", (told: string | undefined, stream, fileName: string | undefined, _encoding, type) => {
    const field = (told ?? "").slice(0, MAX_FIELD_NAME);
    const name = safeFileName(fileName, safeFileName(field, "file"));
    const contentType = readMediaType(type) ?? "application/octet-stream";
    queue.add(stream, { field, name, contentType }, failure.reject);
  });
  parser.on("filesLimit", () => failure.reject(tooMany("files", MAX_FILES)));
  parser.on("fieldsLimit", () => failure.reject(tooMany("fields", MAX_FIELDS)));
  parser.on("error", () => failure.reject(malformed("it is not a complete multipart body")));

  async function* body() {
    for await (const chunk of bodyChunks(request, MAX_UPLOAD_BYTES)) {
      holdBytes(request, fieldBytes + queue.keptBytes);
      yield chunk;
    }
  }
  try {
    await feed(parser, body(), failure.promise);
    await Promise.race([failure.promise, queue.settled()]);
    await spills.finished();
    return { fields, files: queue.files };
  } catch (error) {
    await queue.abandon();
    throw error;
  }
}

/** A file of a form as an item of an envelope. */
export const attachmentItem = (
  { name, contentType, payload, blob }: FormFile,
  attachmentType = "event.attachment",
): EnvelopeItem => ({
  header: {
    type: "attachment",
    filename: name,
    content_type: contentType,
    attachment_type: attachmentType,
  },
  payload,
  ...(blob && { blob }),
});
