// A request as both encodings come to: records that share a resource and a scope.
import protobuf from "protobufjs";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { decodeMessage } from "#lib/ingest/otlp/messages.ts";
import { isFields, type Fields } from "#lib/ingest/otlp/values.ts";

export type Signal = "traces" | "logs";

/** `records` are decoded as they are taken. */
export type Group = { resource: Fields; scope: Fields; records: Iterable<() => Fields> };

const NAMES = {
  traces: { resources: "resourceSpans", scopes: "scopeSpans", records: "spans", message: "Span" },
  logs: { resources: "resourceLogs", scopes: "scopeLogs", records: "logRecords", message: "LogRecord" },
} as const;

// Each takes time, and an empty one has two bytes.
const MAX_GROUPS = 10_000;

function groupCounter(): () => void {
  let count = 0;
  return () => {
    if (++count > MAX_GROUPS)
      throw new InvalidEvent("too_large", `more than ${MAX_GROUPS} resources and scopes`);
  };
}

const objects = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const object = (value: unknown): Fields => (isFields(value) ? value : {});

/** The groups of a request in JSON. @throws InvalidEvent, while it is iterated, for too many of them. */
export function* jsonGroups(signal: Signal, request: Fields): Generator<Group, void> {
  const names = NAMES[signal];
  const count = groupCounter();
  for (const ofResource of objects(request[names.resources])) {
    count();
    const resource = object(ofResource["resource"]);
    for (const ofScope of objects(ofResource[names.scopes])) {
      count();
      const records = objects(ofScope[names.records]).map((record) => () => record);
      yield { resource, scope: object(ofScope["scope"]), records };
    }
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
 * @throws Error, while it is iterated, at bytes that are no such request; InvalidEvent for too many groups.
 */
export function* protobufGroups(signal: Signal, request: Uint8Array): Generator<Group, void> {
  const count = groupCounter();
  for (const ofResource of embedded(request, 1)) {
    count();
    const resource = decodeField("Resource", ofResource, 1);
    for (const ofScope of embedded(ofResource, 2)) {
      count();
      const scope = decodeField("InstrumentationScope", ofScope, 1);
      yield { resource, scope, records: decodings(signal, ofScope) };
    }
  }
}
