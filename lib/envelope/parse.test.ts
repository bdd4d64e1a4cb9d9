import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Envelope } from "#lib/envelope/envelope.ts";
import { EnvelopeParser, parseEnvelope } from "#lib/envelope/parse.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { RequestError } from "#lib/errors.ts";

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const DASHED = "FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const items = (envelope: Envelope) =>
  envelope.items.map(({ header, payload }) => [header.type, Buffer.from(payload).toString()]);

function parseInPieces(whole: Uint8Array, size: number): Envelope {
  const parser = new EnvelopeParser(() => ({ keep: true, maxBytes: Infinity }));
  for (let at = 0; at < whole.length; at += size) parser.push(whole.subarray(at, at + size));
  return parser.end();
}

function refusalOf(parse: () => unknown): RequestError {
  try {
    parse();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("frames that are taken", () => {
  const cases: [name: string, text: string, expected: [string, string][]][] = [
    ["no length, no final newline", `{}\n{"type":"event"}\n{"a":1}`, [["event", `{"a":1}`]]],
    ["no length, final newline", `{}\n{"type":"event"}\n{"a":1}\n`, [["event", `{"a":1}`]]],
    ["length with newlines inside", `{}\n{"type":"event","length":5}\na\nb\nc\n`, [["event", "a\nb\nc"]]],
    ["length counts bytes", `{}\n{"type":"event","length":4}\nüß\n`, [["event", "üß"]]],
    ["\\r belongs to the data", `{}\n{"type":"event"}\n{}\r\n`, [["event", "{}\r"]]],
    [
      "length 0, then another",
      `{}\n{"type":"a","length":0}\n\n{"type":"b"}\nx`,
      [
        ["a", ""],
        ["b", "x"],
      ],
    ],
    ["length 0 at the end", `{}\n{"type":"a","length":0}`, [["a", ""]]],
    [
      "an empty line as payload",
      `{}\n{"type":"a"}\n\n{"type":"b"}\nx`,
      [
        ["a", ""],
        ["b", "x"],
      ],
    ],
    [
      "blank lines between items",
      `{}\n{"type":"a"}\n1\n\n\n{"type":"b"}\n2\n\n`,
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["headers only", `{"event_id":"${ID}"}`, []],
    ["headers only with newline", `{}\n`, []],
    ["length null is no length", `{}\n{"type":"a","length":null}\nx`, [["a", "x"]]],
    ["unknown type", `{}\n{"type":"brand_new"}\nx`, [["brand_new", "x"]]],
  ];
  it.each(cases)("%s", (_name, text, expected) => {
    expect(items(parseEnvelope(bytes(text)))).toEqual(expected);
    for (const size of [1, 2, 7]) expect(items(parseInPieces(bytes(text), size))).toEqual(expected);
  });

  it("does not copy payloads", () => {
    const whole = bytes(`{}\n{"type":"event"}\n{"a":1}`);
    expect(parseEnvelope(whole).items[0]!.payload.buffer).toBe(whole.buffer);
  });
});

describe("frames that are refused", () => {
  const cases: [name: string, text: string | Uint8Array, status: number, cause: RegExp][] = [
    ["empty", "", 400, /empty/],
    ["a newline only", "\n", 400, /envelope header is not/],
    ["header is no JSON", "hello\n", 400, /envelope header is not/],
    ["header is an array", "[]\n", 400, /envelope header/],
    ["header is not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, /UTF-8/],
    ["event id with a path", `{"event_id":"../../x"}\n`, 400, /event_id/],
    ["event id too short", `{"event_id":"abc"}\n`, 400, /event_id/],
    ["event id is a number", `{"event_id":7}\n`, 400, /event_id/],
    ["item header is no JSON", "{}\nevent\n{}", 400, /header of item 1/],
    ["item header without type", "{}\n{}\n{}", 400, /type/],
    ["type is a number", `{}\n{"type":1}\n{}`, 400, /type/],
    ["item without payload", `{}\n{"type":"event"}`, 400, /no payload/],
    ["item without payload after a newline", `{}\n{"type":"event"}\n`, 400, /no payload/],
    ["length beyond the end", `{}\n{"type":"event","length":9}\n{}`, 400, /shorter/],
    ["length at the end of the input", `{}\n{"type":"event","length":9}`, 400, /shorter/],
    ["length too short", `{}\n{"type":"event","length":1}\n{}`, 400, /longer/],
    ["negative length", `{}\n{"type":"event","length":-1}\n{}`, 400, /length/],
    ["fractional length", `{}\n{"type":"event","length":1.5}\n{}`, 400, /length/],
    ["length as text", `{}\n{"type":"event","length":"2"}\n{}`, 400, /length/],
    [
      "9 KiB item header",
      `{}\n{"type":"event","x":"${"x".repeat(9 * 1024)}"}\n{}`,
      400,
      /item header exceeds/,
    ],
    ["endless envelope header", `{"x":"${"x".repeat(20 * 1024)}`, 413, /envelope header exceeds/],
    ["a deep envelope header", `{"x":${"[".repeat(8_000)}${"]".repeat(8_000)}}\n`, 400, /nested/],
    [
      "a deep item header",
      `{}\n{"type":"event","x":${"[".repeat(4_000)}${"]".repeat(4_000)}}\n{}`,
      400,
      /nested/,
    ],
    ["100 000 items", `{}\n${`{"type":"a"}\nx\n`.repeat(100_000)}`, 413, /items/],
  ];
  it.each(cases)("%s", (_name, text, status, cause) => {
    const whole = typeof text === "string" ? bytes(text) : text;
    const refusal = refusalOf(() => parseEnvelope(whole));
    expect(refusal.status).toBe(status);
    expect(refusal.causes.join()).toMatch(cause);
    if (whole.length < 1_000) expect(refusalOf(() => parseInPieces(whole, 1)).status).toBe(status);
  });
});

describe("the envelope header", () => {
  const cases: [name: string, header: object, expected: object][] = [
    ["plain id", { event_id: ID }, { event_id: ID }],
    ["dashed upper-case id", { event_id: DASHED }, { event_id: ID }],
    ["nulls are absent", { event_id: null, dsn: null }, { event_id: undefined, dsn: undefined }],
    ["unknown keys stay", { future: [1] }, { future: [1] }],
    ["garbled sent_at is dropped", { sent_at: { a: 1 } }, { sent_at: undefined }],
    ["garbled trace is dropped", { trace: "x" }, { trace: undefined }],
  ];
  it.each(cases)("%s", (_name, header, expected) => {
    expect(parseEnvelope(bytes(JSON.stringify(header))).header).toEqual(expected);
  });

  it("cannot reach a prototype", () => {
    const { header } = parseEnvelope(
      bytes(`{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}}}`),
    );
    expect(header.polluted).toBeUndefined();
    expect(Object.getPrototypeOf(header)).toBe(Object.prototype);
  });
});

describe("item rules", () => {
  const withRule = (rule: { keep: boolean; maxBytes: number }, text: string) => {
    const parser = new EnvelopeParser(() => rule);
    parser.push(bytes(text));
    return parser.end();
  };
  it("refuses a declared length before a byte of it came", () => {
    const parse = () => withRule({ keep: true, maxBytes: 10 }, `{}\n{"type":"event","length":11}\n`);
    expect(refusalOf(parse).status).toBe(413);
  });
  it("refuses a line that grows too long, before its end", () => {
    expect(
      refusalOf(() => withRule({ keep: true, maxBytes: 10 }, `{}\n{"type":"event"}\n12345678901`)).status,
    ).toBe(413);
  });
  it("takes exactly the limit", () => {
    expect(withRule({ keep: true, maxBytes: 10 }, `{}\n{"type":"event"}\n1234567890\n`).items).toHaveLength(
      1,
    );
  });
  it("lets go of what nobody keeps, and limits it all the same", () => {
    expect(
      withRule({ keep: false, maxBytes: 3 }, `{}\n{"type":"a","length":3}\nx\ny\n{"type":"b"}\nz`).items,
    ).toEqual([]);
    expect(refusalOf(() => withRule({ keep: false, maxBytes: 2 }, `{}\n{"type":"a"}\nxyz`)).status).toBe(413);
  });
});

const anyItem = fc.record({
  header: fc.record({ type: fc.string({ maxLength: 20 }), filename: fc.string({ maxLength: 20 }) }),
  payload: fc.uint8Array({ maxLength: 200 }),
});
const anyEnvelope = fc.record({
  header: fc.record({ event_id: fc.constant(ID), future: fc.string({ maxLength: 50 }) }),
  items: fc.array(anyItem, { maxLength: 6 }),
});
const plain = ({ header, items: all }: Envelope) => ({
  header: { ...header },
  items: all.map((item) => ({
    type: item.header.type,
    filename: item.header.filename,
    payload: [...item.payload],
  })),
});

describe("properties", () => {
  it("serialize, then parse in pieces of any size, changes nothing", () => {
    fc.assert(
      fc.property(anyEnvelope, fc.integer({ min: 1, max: 300 }), (envelope, size) => {
        expect(plain(parseInPieces(serializeEnvelope(envelope), size))).toEqual(plain(envelope));
      }),
    );
  });
  it("random bytes are parsed or refused, nothing else", () => {
    const line = fc.oneof(
      fc.constantFrom("{}", `{"type":"event"}`, `{"type":"a","length":3}`, "[", "null", `"x"`, "\r", ""),
      fc.string(),
    );
    const input = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(line, { maxLength: 8 }).map((lines) => bytes(lines.join("\n"))),
    );
    fc.assert(
      fc.property(input, (whole) => {
        try {
          const parsed = parseEnvelope(whole);
          expect(plain(parseEnvelope(serializeEnvelope(parsed)))).toEqual(plain(parsed));
        } catch (error) {
          if (!(error instanceof RequestError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});
