import type { Thread } from "#lib/events/event.ts";
import { readBoolean, readLooseString, readString, type Wire } from "#lib/events/read-field.ts";
import { readStacktrace } from "#lib/events/read-stacktrace.ts";
import { readValues } from "#lib/events/read-values.ts";

const MAX_THREADS = 256;

export function readThreads(event: Wire): Thread[] {
  return readValues(event, "threads", MAX_THREADS).map((wire) => ({
    id: readLooseString(wire, "id", 64),
    name: readString(wire, "name", 256),
    state: readString(wire, "state", 64),
    crashed: readBoolean(wire, "crashed") ?? false,
    current: readBoolean(wire, "current") ?? false,
    main: readBoolean(wire, "main") ?? false,
    stacktrace: readStacktrace(wire),
  }));
}
