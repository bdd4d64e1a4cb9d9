// A request as both encodings come to: records that share a resource and a scope.
import protobuf from "protobufjs";
import { decodeMessage } from "#lib/ingest/otlp/messages.ts";
import { isFields, type Fields } from "#lib/ingest/otlp/values.ts";

export type Signal = "traces" | "logs";

/** `records` are decoded as they are taken. */
export type Group = { resource: Fields; scope: Fields; records: Iterable<() => Fields> };

const NAMES = {
  traces: { resources: "resourceSpans", scopes: "scopeSpans", records: "spans", message: "Span" },
  logs: { resources: "resourceLogs", scopes: "scopeLogs", records: "logRecords", message: "LogRecord" },
} as const;

const objects = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const object = (value: unknown): Fields => (isFields(value) ? value : {});

/** The groups of a request in JSON. */
export function* jsonGroups(signal: Signal, request: Fields): Generator<Group, void> {
  const names = NAMES[signal];
  for (const ofResource of objects(request[names.resources]))
    for (const ofScope of objects(ofResource[names.scopes])) {
      const records = objects(ofScope[names.records]).map((record) => () => record);
      yield { resource: object(ofResource["resource"]), scope: object(ofScope["scope"]), records };
    }
}

const LENGTH_DELIMITED = 2;

/** The embedded messages of one field. */
function* embedded(bytes: Uint8Array, wanted: number): Generator<Uint8Array, void> {
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === wanted && (tag & 7) === LENGTH_DELIMITED) yield reader.bytes();
    else reader.skipType(tag & 7);
  }
}

/** The last one counts, as protobuf says of a field that is there twice. */
function decodeField(name: "Resource" | "InstrumentationScope", bytes: Uint8Array, field: number): Fields {
  let found: Uint8Array | undefined;
  for (const message of embedded(bytes, field)) found = message;
  return found ? decodeMessage(name, found) : {};
}

function* decodings(signal: Signal, bytes: Uint8Array): Generator<() => Fields, void> {
  for (const record of embedded(bytes, 2)) yield () => decodeMessage(NAMES[signal].message, record);
}

/**
 * The groups of a request in protobuf. Requests, resources and scopes number their fields alike in both signals.
 * @throws Error, while it is iterated, at bytes that are no such request.
 */
export function* protobufGroups(signal: Signal, request: Uint8Array): Generator<Group, void> {
  for (const ofResource of embedded(request, 1)) {
    const resource = decodeField("Resource", ofResource, 1);
    for (const ofScope of embedded(ofResource, 2)) {
      const scope = decodeField("InstrumentationScope", ofScope, 1);
      yield { resource, scope, records: decodings(signal, ofScope) };
    }
  }
}
