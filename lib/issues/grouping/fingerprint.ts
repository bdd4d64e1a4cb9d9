import type { Event, Frame } from "#lib/events/event.ts";
import { builtInFingerprint } from "#lib/issues/grouping/built-in-fingerprint.ts";
import { crashFrame } from "#lib/issues/grouping/crash-frame.ts";
import { mainException } from "#lib/issues/grouping/main-exception.ts";
import { parameterize } from "#lib/issues/grouping/parameterize.ts";

/** What decides the group beside, or instead of, what happened. `null` stands for the default hash. */
export type Fingerprint =
  | { readonly kind: "default" }
  | { readonly kind: "salted"; readonly values: readonly (string | null)[] }
  | { readonly kind: "custom" | "built_in"; readonly values: readonly string[] };

/** The fingerprint of an event: the SDK's, variables resolved, else a built-in one, else the default. */
export function resolveFingerprint(event: Event): Fingerprint {
  const values = event.fingerprint.map((entry) => resolveEntry(entry, event));
  if (values.every((value) => value === null)) {
    const builtIn = builtInFingerprint(event);
    return builtIn === null ? { kind: "default" } : { kind: "built_in", values: builtIn };
  }
  const fixed = values.filter((value) => value !== null);
  return fixed.length === values.length ? { kind: "custom", values: fixed } : { kind: "salted", values };
}

function resolveEntry(entry: string, event: Event): string | null {
  const variable = /^\{\{\s*([^\s{}]{1,200})\s*\}\}$/.exec(entry)?.[1];
  if (variable === "default") return null;
  if (variable !== undefined) return resolveVariable(variable, event);
  return entry === messageOf(event) ? parameterize(entry) : entry;
}

function resolveVariable(name: string, event: Event): string {
  if (name.startsWith("tags.")) {
    const key = name.slice(5);
    return event.tags.find(([tag]) => tag === key)?.[1] ?? `<no-value-for-tag-${key}>`;
  }
  switch (name) {
    case "transaction":
      return event.transaction ?? "<no-transaction>";
    case "message": {
      const message = messageOf(event);
      return message === "" ? "<no-message>" : parameterize(message);
    }
    case "level":
      return event.level;
    case "logger":
      return event.logger ?? "<no-logger>";
    case "error.type":
    case "type":
      return mainException(event)?.type || "<no-type>";
    case "error.value":
    case "value":
      return mainException(event)?.value || "<no-value>";
    default:
      return resolveFrameVariable(name, crashFrame(event));
  }
}

function resolveFrameVariable(name: string, frame: Frame | undefined): string {
  switch (name) {
    case "stack.function":
    case "function":
      return frame?.function ?? "<no-function>";
    case "stack.abs_path":
    case "path":
      return frame?.absPath ?? frame?.filename ?? "<no-abs-path>";
    case "stack.filename":
      return frame?.filename ?? frame?.absPath ?? "<no-filename>";
    case "stack.module":
    case "module":
      return frame?.module ?? "<no-module>";
    case "stack.package":
    case "package":
      return frame?.package ?? "<no-package>";
    default:
      return `<unrecognized-variable-${name}>`;
  }
}

function messageOf(event: Event): string {
  return event.message?.formatted || mainException(event)?.value || "";
}
