// An envelope from bytes, whole or as they arrive. `\n` alone ends a line: `\r` belongs to the data.
import { parse as parseJson } from "secure-json-parse";
import type { z } from "zod";
import { EnvelopeHeader, ItemHeader, type Envelope, type StoredBlob } from "#lib/envelope/envelope.ts";
import { RequestError } from "#lib/errors.ts";

const NEWLINE = 0x0a;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ITEM_HEADER_BYTES = 8 * 1024;
const MAX_ITEMS = 1_000;
// JSON.parse takes any depth, and JSON.stringify throws at a few thousand; real headers have three levels.
const MAX_HEADER_DEPTH = 32;

/** Takes a payload that is too long to be held, piece by piece; `end` says where it went. */
export type Spill = { write: (bytes: Uint8Array) => void; end: () => StoredBlob };

/** What becomes of an item's payload: kept up to `maxBytes`, or only measured against it. */
export type ItemRule = {
  keep: boolean;
  maxBytes: number;
  /** A payload of more bytes than `above` goes there and not into memory. */
  spill?: { above: number; open: () => Spill };
};

const KEEP_ALL: ItemRule = { keep: true, maxBytes: Infinity };

type State = "header" | "item header" | "sized payload" | "line payload" | "end of payload";

const malformed = (...causes: string[]) => new RequestError(400, "invalid envelope", { causes });
const tooLarge = (...causes: string[]) => new RequestError(413, "envelope exceeds a size limit", { causes });

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

function parseHeader<T extends z.ZodType>(schema: T, line: Uint8Array, name: string): z.infer<T> {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(line);
    value = parseJson(text, null, { protoAction: "remove", constructorAction: "remove" });
  } catch {
    throw malformed(`${name} is not a line of JSON in UTF-8`);
  }
  if (isDeeper(value, MAX_HEADER_DEPTH)) throw malformed(`${name} is nested too deeply`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw malformed(
    ...parsed.error.issues.map((issue) => `${name}: ${[...issue.path, issue.message].join(" ")}`),
  );
}

/**
 * Takes an envelope in pieces and refuses it at the first byte that breaks a limit, so that a bomb costs no
 * more than the limit. Payloads that arrived in one piece are views of it, not copies.
 */
export class EnvelopeParser {
  readonly #ruleFor: (type: string) => ItemRule;
  readonly #envelope: Envelope = { header: {}, items: [] };
  #state: State = "header";
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #itemCount = 0;
  #item: ItemHeader = { type: "" };
  #rule = KEEP_ALL;
  #spill: Spill | null = null;
  #keptBytes = 0;
  readonly #maxKeptBytes: number;

  /**
   * @param ruleFor asked once for each item, in order; what it throws, `push` throws.
   * @param maxKeptBytes how much all payloads may weigh that are held in memory.
   */
  constructor(ruleFor: (type: string) => ItemRule, maxKeptBytes = Infinity) {
    this.#ruleFor = ruleFor;
    this.#maxKeptBytes = maxKeptBytes;
  }

  /** The first line, as soon as it is read. */
  get header(): EnvelopeHeader | null {
    return this.#state === "header" ? null : this.#envelope.header;
  }

  /** Bytes of all payloads that are held in memory. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  /** As `push`, but only as far as the header goes. @returns what is left of the chunk. */
  pushHeader(chunk: Uint8Array): Uint8Array {
    let at = 0;
    while (at < chunk.length && this.#state === "header") at = this.#step(chunk, at);
    return chunk.subarray(at);
  }

  /** @throws RequestError 400 for bad framing, 413 for a broken limit; the parser is of no use afterwards. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) at = this.#step(chunk, at);
  }

  /** The envelope, once every byte is pushed. @throws RequestError 400 when something is missing. */
  end(): Envelope {
    if (this.#state === "header" && this.#heldBytes === 0) throw malformed("the body is empty");
    if (this.#state === "header") this.#finishHeader();
    if (this.#state === "item header" && this.#heldBytes > 0) this.#finishItemHeader();
    if (this.#state === "sized payload") throw malformed("an item is shorter than its length says");
    if (this.#state === "line payload") {
      if (this.#heldBytes === 0) throw malformed("an item has no payload");
      this.#finishPayload();
    }
    return this.#envelope;
  }

  #step(chunk: Uint8Array, at: number): number {
    if (this.#state === "sized payload") return this.#stepSized(chunk, at);
    if (this.#state === "end of payload") {
      if (chunk[at] !== NEWLINE) throw malformed("an item is longer than its length says");
      this.#state = "item header";
      return at + 1;
    }
    const found = chunk.indexOf(NEWLINE, at);
    const end = found === -1 ? chunk.length : found;
    this.#hold(chunk.subarray(at, end));
    if (found === -1) return end;
    if (this.#state === "header") this.#finishHeader();
    else if (this.#state === "line payload") this.#finishPayload();
    else if (this.#heldBytes > 0) this.#finishItemHeader();
    return end + 1;
  }

  #stepSized(chunk: Uint8Array, at: number): number {
    const left = (this.#item.length ?? 0) - this.#heldBytes;
    const end = Math.min(chunk.length, at + left);
    this.#hold(chunk.subarray(at, end));
    if (end - at === left) {
      this.#finishPayload();
      this.#state = "end of payload";
    }
    return end;
  }

  #hold(bytes: Uint8Array): void {
    const isPayload = this.#state === "sized payload" || this.#state === "line payload";
    this.#heldBytes += bytes.length;
    if (this.#state === "header" && this.#heldBytes > MAX_HEADER_BYTES)
      throw tooLarge(`the envelope header exceeds ${MAX_HEADER_BYTES} bytes`);
    if (this.#state === "item header" && this.#heldBytes > MAX_ITEM_HEADER_BYTES)
      throw malformed(`an item header exceeds ${MAX_ITEM_HEADER_BYTES} bytes`);
    if (bytes.length === 0) return;
    if (isPayload) this.#holdPayload(bytes);
    else this.#held.push(bytes);
  }

  #holdPayload(bytes: Uint8Array): void {
    this.#checkSize(this.#heldBytes);
    if (!this.#rule.keep) return;
    if (!this.#spill && this.#heldBytes > (this.#rule.spill?.above ?? Infinity)) this.#startSpill();
    if (this.#spill) return this.#spill.write(bytes);
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > this.#maxKeptBytes)
      throw tooLarge(`the items that cannot be stored apart exceed ${this.#maxKeptBytes} bytes`);
    this.#held.push(bytes);
  }

  #startSpill(): void {
    this.#spill = this.#rule.spill?.open() ?? null;
    for (const bytes of this.#held) {
      this.#spill?.write(bytes);
      this.#keptBytes -= bytes.length;
    }
    this.#held = [];
  }

  #checkSize(bytes: number): void {
    if (bytes > this.#rule.maxBytes)
      throw tooLarge(`an item of type ${this.#item.type.slice(0, 32)} exceeds ${this.#rule.maxBytes} bytes`);
  }

  #take(): Uint8Array {
    const [first, ...more] = this.#held;
    const bytes = first && more.length === 0 ? first : Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    return bytes;
  }

  #finishHeader(): void {
    this.#envelope.header = parseHeader(EnvelopeHeader, this.#take(), "envelope header");
    this.#state = "item header";
  }

  #finishItemHeader(): void {
    if (++this.#itemCount > MAX_ITEMS) throw tooLarge(`there are more than ${MAX_ITEMS} items`);
    this.#item = parseHeader(ItemHeader, this.#take(), `header of item ${this.#itemCount}`);
    this.#rule = this.#ruleFor(this.#item.type);
    this.#state = this.#item.length === undefined ? "line payload" : "sized payload";
    this.#checkSize(this.#item.length ?? 0);
    if ((this.#item.length ?? 0) > (this.#rule.spill?.above ?? Infinity)) this.#startSpill();
    if (this.#item.length !== 0) return;
    this.#finishPayload();
    this.#state = "end of payload";
  }

  #finishPayload(): void {
    const payload = this.#take();
    const blob = this.#spill?.end();
    this.#spill = null;
    if (this.#rule.keep) this.#envelope.items.push({ header: this.#item, payload, ...(blob && { blob }) });
    this.#state = "item header";
  }
}

/**
 * Parses an envelope that is in memory as a whole; payloads are views of `bytes`.
 * @throws RequestError 400 for bad framing, 413 for too many items or a too long header.
 */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  const parser = new EnvelopeParser(() => KEEP_ALL);
  parser.push(bytes);
  return parser.end();
}
