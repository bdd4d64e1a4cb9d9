import { boundJson } from "#lib/events/bound-json.ts";
import type { ExceptionValue } from "#lib/events/event.ts";
import {
  bounded,
  readBoolean,
  readCount,
  readJsonObject,
  readLooseString,
  readSection,
  readString,
  type Wire,
} from "#lib/events/read-field.ts";
import { readStacktrace } from "#lib/events/read-stacktrace.ts";
import { readValues } from "#lib/events/read-values.ts";

const MAX_EXCEPTIONS = 50;
const MAX_VALUE = 8192;
const DATA = { depth: 5, chars: 4096 };

/** Oldest first; one with neither type nor value says nothing and is dropped. */
export function readExceptions(event: Wire): ExceptionValue[] {
  const exceptions: ExceptionValue[] = [];
  for (const wire of readValues(event, "exception", MAX_EXCEPTIONS)) {
    const type = readString(wire, "type", 256) ?? "";
    const value = readValue(wire);
    if (type === "" && value === "") continue;
    exceptions.push({
      type,
      value,
      module: readString(wire, "module", 256),
      threadId: readLooseString(wire, "thread_id", 64),
      mechanism: readMechanism(wire),
      stacktrace: readStacktrace(wire),
    });
  }
  return exceptions;
}

/** Anything can be thrown in JavaScript: what is no text becomes JSON. */
function readValue(wire: Wire): string {
  const value = wire.fields.value;
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return bounded(wire, "value", value, MAX_VALUE);
  const text = JSON.stringify(boundJson(value, { depth: 7, chars: MAX_VALUE }).value);
  return bounded(wire, "value", text, MAX_VALUE);
}

function readMechanism(exception: Wire): ExceptionValue["mechanism"] {
  const wire = readSection(exception, "mechanism");
  if (wire === undefined) return undefined;
  return {
    type: readString(wire, "type", 128) ?? "generic",
    description: readString(wire, "description", 1024),
    helpLink: readString(wire, "help_link", 1024),
    handled: readBoolean(wire, "handled") ?? null,
    synthetic: readBoolean(wire, "synthetic") ?? false,
    source: readString(wire, "source", 256),
    exceptionId: readCount(wire, "exception_id"),
    parentId: readCount(wire, "parent_id"),
    isExceptionGroup: readBoolean(wire, "is_exception_group") ?? false,
    data: readJsonObject(wire, "data", DATA),
    meta: readJsonObject(wire, "meta", DATA),
  };
}
