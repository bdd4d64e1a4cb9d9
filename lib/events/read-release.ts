// Names that pages and links are made of: a bad one is removed, never repaired.
import { pathOf, readLooseString, type Wire } from "#lib/events/read-field.ts";

const FORBIDDEN = /[/\\\r\n\t\f\v\u0000-\u001f]/;

export function readRelease(event: Wire): string | undefined {
  return readName(event, "release", isReleaseName);
}

export function readDist(event: Wire): string | undefined {
  return readName(event, "dist", (name) => /^[a-zA-Z0-9_.-]{1,64}$/.test(name));
}

/** The field, else the tag of that name. */
export function readEnvironment(event: Wire, tag: string | undefined): string | undefined {
  const told = readName(event, "environment", isEnvironmentName);
  if (told !== undefined) return told;
  return tag !== undefined && isEnvironmentName(tag) ? tag : undefined;
}

/** At most 200 characters, no slashes or line breaks, and not a word that means something else. */
export function isReleaseName(name: string): boolean {
  return name.length <= 200 && !FORBIDDEN.test(name) && !/^(?:\.|\.\.|latest)$/i.test(name);
}

/** At most 64 characters, no slashes or line breaks, and not a word that means something else. */
export function isEnvironmentName(name: string): boolean {
  return name.length <= 64 && !FORBIDDEN.test(name) && !/^(?:\.|\.\.|none)$/i.test(name);
}

function readName(event: Wire, key: string, isAllowed: (name: string) => boolean): string | undefined {
  const name = readLooseString(event, key, Number.MAX_SAFE_INTEGER)?.trim();
  if (name === undefined || name === "") return undefined;
  if (isAllowed(name)) return name;
  event.remarks.add("removed", pathOf(event, key), `not allowed: ${JSON.stringify(name.slice(0, 80))}`);
  return undefined;
}
