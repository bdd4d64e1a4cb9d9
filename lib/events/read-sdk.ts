import { isObject } from "#lib/events/bound-json.ts";
import type { Event } from "#lib/events/event.ts";
import { readList, readSection, readString, readStrings, type Wire } from "#lib/events/read-field.ts";

const MAX_ENTRIES = 100;
type Package = { name: string; version: string };

/** The SDK as the event names it, else as the request did ("sentry.go/0.47.0"). */
export function readSdk(event: Wire, sdkClient: string | null): Event["sdk"] {
  const wire = readSection(event, "sdk");
  const [clientName, clientVersion] = splitClient(sdkClient);
  const name = (wire && readString(wire, "name", 128)) ?? clientName;
  if (name === undefined) return undefined;
  return {
    name,
    version: (wire && readString(wire, "version", 64)) ?? clientVersion ?? "",
    integrations: wire === undefined ? [] : readStrings(wire, "integrations", MAX_ENTRIES, 128),
    packages: wire === undefined ? [] : readPackages(wire),
  };
}

function splitClient(sdkClient: string | null): [string | undefined, string | undefined] {
  const match = /^([\w.-]{1,128})\/([\w.+-]{1,64})$/.exec(sdkClient ?? "");
  return [match?.[1], match?.[2]];
}

function readPackages(wire: Wire): Package[] {
  const packages: Package[] = [];
  for (const fields of readList(wire, "packages").slice(0, MAX_ENTRIES)) {
    if (!isObject(fields)) continue;
    const entry = { fields, path: `${wire.path}.packages`, remarks: wire.remarks };
    const name = readString(entry, "name", 128);
    if (name !== undefined) packages.push({ name, version: readString(entry, "version", 64) ?? "" });
  }
  return packages;
}
