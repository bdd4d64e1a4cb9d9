import type { Event, Frame } from "#lib/events/event.ts";
import { builtInFingerprint } from "#lib/issues/grouping/built-in-fingerprint.ts";
import { crashFrame } from "#lib/issues/grouping/crash-frame.ts";
import type { FingerprintSource } from "#lib/issues/grouping/grouping.ts";
import { mainException } from "#lib/issues/grouping/main-exception.ts";
import type { Recipe } from "#lib/issues/grouping/recipe.ts";
import { fillVariables, readVariable } from "#lib/issues/grouping/rules/variables.ts";

/** What decides the group beside, or instead of, what happened. `null` stands for the default hash. */
export type Fingerprint =
  | { readonly kind: "default" }
  | {
      readonly kind: "salted";
      readonly values: readonly (string | null)[];
      readonly source: FingerprintSource;
    }
  | { readonly kind: "fixed"; readonly values: readonly string[]; readonly source: FingerprintSource };

/**
 * The fingerprint of an event: the project's rule's, else the SDK's, variables resolved, else a built-in one,
 * else the default.
 */
export function resolveFingerprint(event: Event, { fingerprint: rule, clean }: Recipe): Fingerprint {
  const given = rule?.values ?? event.fingerprint;
  const values = given.map((entry) => resolveEntry(entry, event, clean));
  if (values.every((value) => value === null)) {
    const builtIn = rule === null ? builtInFingerprint(event) : null;
    if (builtIn === null) return { kind: "default" };
    return { kind: "fixed", values: builtIn, source: { kind: "built_in" } };
  }
  const source: FingerprintSource =
    rule === null ? { kind: "sdk" } : { kind: "rule", line: rule.line, text: rule.text };
  const fixed = values.filter((value) => value !== null);
  return fixed.length === values.length
    ? { kind: "fixed", values: fixed, source }
    : { kind: "salted", values, source };
}

/** The title that a rule gives, its variables filled in. */
export function resolveTitle(event: Event, { fingerprint: rule }: Recipe): string | undefined {
  if (!rule?.title) return undefined;
  return fillVariables(rule.title, (name) =>
    name === "default" ? "" : resolveVariable(name, event, (text) => text),
  ).trim();
}

function resolveEntry(entry: string, event: Event, clean: Recipe["clean"]): string | null {
  const variable = readVariable(entry);
  if (variable === "default") return null;
  if (variable !== null) return resolveVariable(variable, event, clean);
  return entry === messageOf(event) ? clean(entry) : entry;
}

function resolveVariable(name: string, event: Event, clean: Recipe["clean"]): string {
  if (name.startsWith("tags.")) {
    const key = name.slice(5);
    return event.tags.find(([tag]) => tag === key)?.[1] ?? `<no-value-for-tag-${key}>`;
  }
  switch (name) {
    case "transaction":
      return event.transaction ?? "<no-transaction>";
    case "message": {
      const message = messageOf(event);
      return message === "" ? "<no-message>" : clean(message);
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
