import {
  compileFingerprintRules,
  parseFingerprintRules,
} from "#lib/issues/grouping/rules/fingerprint-rules.ts";
import { compileStackTraceRules } from "#lib/issues/grouping/rules/judge-frames.ts";
import { parseStackTraceRules } from "#lib/issues/grouping/rules/stack-trace-rules.ts";
import { GroupingSettings } from "#lib/issues/grouping/settings.ts";

/** A project's settings, ready to group with. Null where it has no rules. */
export type CompiledGrouping = Pick<GroupingSettings, "version" | "previous"> & {
  readonly judge: ReturnType<typeof compileStackTraceRules> | null;
  readonly findFingerprint: ReturnType<typeof compileFingerprintRules> | null;
};

// Compiled rules take some ten times the memory of their text.
const mostCachedCharacters = 2 ** 21;

/** Remembers what was made of the texts that were used last. */
function remember<T>(make: (text: string) => T): (text: string) => T | null {
  const cache = new Map<string, T>();
  let characters = 0;
  return (text) => {
    if (text.trim() === "") return null;
    let made = cache.get(text);
    if (made === undefined) {
      made = make(text);
      characters += text.length;
    } else cache.delete(text);
    cache.set(text, made);
    for (const oldest of cache.keys()) {
      if (characters <= mostCachedCharacters) break;
      cache.delete(oldest);
      characters -= oldest.length;
    }
    return made;
  };
}

const stackTraceRules = remember((text) => compileStackTraceRules(parseStackTraceRules(text).rules));
const fingerprintRules = remember((text) => compileFingerprintRules(parseFingerprintRules(text).rules));

/** Cheap to call for every event: rules are compiled once for each text. Lines that cannot be read are left out. */
export function compileGrouping(settings: GroupingSettings): CompiledGrouping {
  return {
    version: settings.version,
    previous: settings.previous,
    judge: stackTraceRules(settings.stackTraceRules),
    findFingerprint: fingerprintRules(settings.fingerprintRules),
  };
}

/** Where nothing is set. */
export const defaultGrouping: CompiledGrouping = compileGrouping(GroupingSettings.parse({}));
