// The event around a native crash: what the crash handler told in the form's fields and in its own files.
import { decodeMulti } from "@msgpack/msgpack";
import { wholeValues } from "#lib/envelope/message-pack.ts";
import { boundObject, isObject, isUnsafeKey, type JsonObject } from "#lib/events/bound-json.ts";
import { parseInnerJson } from "#lib/events/parse-json.ts";
import type { Form } from "#lib/ingest/read-multipart.ts";

export const EVENT_FILE = "__sentry-event";
export const BREADCRUMB_FILES: readonly string[] = ["__sentry-breadcrumb1", "__sentry-breadcrumb2"];

const MAX_BREADCRUMBS = 100;
const MAX_PATH = 8;
const MAX_DEPTH = 32;
const BOUNDS = { depth: 24, chars: 400_000 };
// Of C's `struct MINIDUMP_HEADER`, little-endian: when it was written, in seconds.
const TIME_OFFSET = 20;
const YEAR_2000 = 946_684_800;

/** What is readable of values that stand one after the other; a crash may have cut the last one off. */
function readMessagePack(bytes: Uint8Array | undefined): unknown[] {
  const values: unknown[] = [];
  try {
    const whole = wholeValues(bytes ?? new Uint8Array(), MAX_DEPTH);
    for (const value of decodeMulti(whole, { maxExtLength: 16 })) values.push(value);
  } catch {
    return values;
  }
  return values;
}

/** The objects of both win; of anything else, `over` does. */
function merge(base: JsonObject, over: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    if (!isUnsafeKey(key))
      merged[key] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  return merged;
}

/** Sets `value` where `sentry[tags][color]` points to. */
function setPath(into: JsonObject, path: readonly string[], value: string): void {
  if (path.length === 0 || path.length > MAX_PATH || path.some(isUnsafeKey)) return;
  let at = into;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(at, key) ? at[key] : undefined;
    const next: JsonObject = isObject(inner) ? inner : {};
    at[key] = next;
    at = next;
  }
  at[path.at(-1) ?? ""] = value;
}

/** The event in the fields: whole JSON, JSON in numbered pieces, or a field each. The rest is extra data. */
function eventOfFields(fields: Form["fields"]): JsonObject {
  const pieces: [index: number, text: string][] = [];
  const single: JsonObject = {};
  const extra: JsonObject = {};
  for (const [name, value] of fields) {
    const piece = /^sentry(?:__(\d{1,4}))?$/.exec(name);
    const path = /^sentry((?:\[[^[\]]{1,200}\])+)$/.exec(name)?.[1];
    if (piece) pieces.push([Number(piece[1] ?? 0), value]);
    else if (path !== undefined) setPath(single, path.slice(1, -1).split("]["), value);
    else if (!isUnsafeKey(name)) extra[name] = value;
  }
  pieces.sort(([a], [b]) => a - b);
  const told = parseInnerJson(pieces.map(([, text]) => text).join(""));
  const event = merge(isObject(told) ? told : {}, single);
  return Object.keys(extra).length > 0 ? merge({ extra }, event) : event;
}

const timeOf = (breadcrumb: JsonObject) =>
  typeof breadcrumb.timestamp === "string"
    ? Date.parse(breadcrumb.timestamp) || 0
    : Number(breadcrumb.timestamp) || 0;

/** The handler fills two files in turns, so that the newest are there whenever it dies. */
function breadcrumbsOf({ files }: Form): JsonObject[] {
  return files
    .filter(({ field }) => BREADCRUMB_FILES.includes(field))
    .flatMap(({ payload }) => readMessagePack(payload))
    .flat()
    .filter(isObject)
    .sort((a, b) => timeOf(a) - timeOf(b))
    .slice(-MAX_BREADCRUMBS);
}

function timeOfDump(head: Uint8Array): number | undefined {
  if (head.byteLength < TIME_OFFSET + 4) return undefined;
  const isLittleEndian = head[0] === 0x4d;
  const seconds = new DataView(head.buffer, head.byteOffset).getUint32(TIME_OFFSET, isLittleEndian);
  return seconds > YEAR_2000 ? seconds : undefined;
}

/**
 * The event of a crash. Its stack is in the dump; until somebody reads that, a placeholder names what happened.
 * @param head the first bytes of the dump.
 */
export function minidumpEvent(form: Form, head: Uint8Array): JsonObject {
  const file = form.files.find(({ field }) => field === EVENT_FILE);
  const [told] = readMessagePack(file?.payload);
  const breadcrumbs = breadcrumbsOf(form);
  const given = merge(isObject(told) ? told : {}, eventOfFields(form.fields));
  const event = {
    level: "fatal",
    timestamp: timeOfDump(head),
    ...given,
    ...(breadcrumbs.length > 0 && { breadcrumbs: { values: breadcrumbs } }),
    platform: "native",
    exception: {
      values: [
        {
          type: "Minidump",
          value: "Minidump",
          mechanism: { type: "minidump", handled: false, synthetic: true },
        },
      ],
    },
  };
  return boundObject(event, BOUNDS).value;
}
