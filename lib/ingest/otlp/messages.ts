// The messages of opentelemetry-proto that are read here, by their public field numbers. What holds them (requests,
// resource and scope lists) is walked by hand in groups.ts, so that one record at a time is in memory.
import protobuf from "protobufjs";

type Field = readonly [name: string, id: number, type: string, rule?: "repeated"];

const MESSAGES: Readonly<Record<string, readonly Field[]>> = {
  AnyValue: [
    ["stringValue", 1, "string"],
    ["boolValue", 2, "bool"],
    ["intValue", 3, "int64"],
    ["doubleValue", 4, "double"],
    ["arrayValue", 5, "ArrayValue"],
    ["kvlistValue", 6, "KeyValueList"],
    ["bytesValue", 7, "bytes"],
  ],
  ArrayValue: [["values", 1, "AnyValue", "repeated"]],
  KeyValueList: [["values", 1, "KeyValue", "repeated"]],
  KeyValue: [
    ["key", 1, "string"],
    ["value", 2, "AnyValue"],
  ],
  Resource: [["attributes", 1, "KeyValue", "repeated"]],
  InstrumentationScope: [
    ["name", 1, "string"],
    ["version", 2, "string"],
    ["attributes", 3, "KeyValue", "repeated"],
  ],
  Span: [
    ["traceId", 1, "bytes"],
    ["spanId", 2, "bytes"],
    ["traceState", 3, "string"],
    ["parentSpanId", 4, "bytes"],
    ["name", 5, "string"],
    ["kind", 6, "int32"],
    ["startTimeUnixNano", 7, "fixed64"],
    ["endTimeUnixNano", 8, "fixed64"],
    ["attributes", 9, "KeyValue", "repeated"],
    ["events", 11, "Event", "repeated"],
    ["links", 13, "Link", "repeated"],
    ["status", 15, "Status"],
  ],
  Event: [
    ["timeUnixNano", 1, "fixed64"],
    ["name", 2, "string"],
    ["attributes", 3, "KeyValue", "repeated"],
  ],
  Link: [
    ["traceId", 1, "bytes"],
    ["spanId", 2, "bytes"],
    ["attributes", 4, "KeyValue", "repeated"],
    ["flags", 6, "fixed32"],
  ],
  Status: [
    ["message", 2, "string"],
    ["code", 3, "int32"],
  ],
  LogRecord: [
    ["timeUnixNano", 1, "fixed64"],
    ["severityNumber", 2, "int32"],
    ["severityText", 3, "string"],
    ["body", 5, "AnyValue"],
    ["attributes", 6, "KeyValue", "repeated"],
    ["traceId", 9, "bytes"],
    ["spanId", 10, "bytes"],
    ["observedTimeUnixNano", 11, "fixed64"],
    ["eventName", 12, "string"],
  ],
};

const fieldsOf = (fields: readonly Field[]) =>
  Object.fromEntries(
    fields.map(([name, id, type, rule]) => [name, rule ? { id, type, rule } : { id, type }]),
  );

// Only members of a oneof are told apart from absent ones when they are 0, "" or false.
const ONEOFS = new Map([
  ["AnyValue", { value: { oneof: MESSAGES["AnyValue"]?.map(([name]) => name) ?? [] } }],
]);

function describe([name, fields]: [string, readonly Field[]]): [string, protobuf.IType] {
  const oneofs = ONEOFS.get(name);
  return [name, { fields: fieldsOf(fields), ...(oneofs && { oneofs }) }];
}

const root = protobuf.Root.fromJSON({ nested: Object.fromEntries(Object.entries(MESSAGES).map(describe)) });

export type MessageName = "Resource" | "InstrumentationScope" | "Span" | "LogRecord";

const types: Readonly<Record<MessageName, protobuf.Type>> = {
  Resource: root.lookupType("Resource"),
  InstrumentationScope: root.lookupType("InstrumentationScope"),
  Span: root.lookupType("Span"),
  LogRecord: root.lookupType("LogRecord"),
};

/**
 * One message as OTLP's JSON would have it, except that ids and bytes are bytes; 64-bit numbers are text.
 * @throws Error when the bytes are not such a message.
 */
export function decodeMessage(name: MessageName, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const type = types[name];
  return type.toObject(type.decode(bytes), { longs: String });
}
