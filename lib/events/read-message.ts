import { boundJson, cutText, isObject } from "#lib/events/bound-json.ts";
import type { Event, Json } from "#lib/events/event.ts";
import { bounded, invalid, pathOf, readJson, readString, type Wire } from "#lib/events/read-field.ts";

const MAX_MESSAGE = 8192;
const MAX_PARAM = 1024;
const PARAMS = { depth: 4, chars: 8192 };
const PLACEHOLDER = /%(?:\((\w{1,64})\))?[-+ #]{0,3}\d{0,3}(?:\.\d{1,3})?([sdifrxXeEgGcju%])|\{(\w{0,64})\}/g;

/** `logentry`, else the older `message`; each is a text or an object of template, parameters and result. */
export function readMessage(event: Wire): Event["message"] {
  return readOne(event, "logentry") ?? readOne(event, "message");
}

function readOne(event: Wire, key: string): Event["message"] {
  const value = event.fields[key];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return { formatted: bounded(event, key, value, MAX_MESSAGE) };
  if (!isObject(value)) return invalid(event, key, "a string or an object");
  const wire = { fields: value, path: pathOf(event, key), remarks: event.remarks };
  const template = readString(wire, "message", MAX_MESSAGE);
  const params = readJson(wire, "params", PARAMS);
  const formatted = readString(wire, "formatted", MAX_MESSAGE) ?? formatTemplate(template ?? "", params);
  return formatted === "" ? undefined : { formatted, template, params };
}

/** Puts parameters in place of `%s`, `%d`, `%(name)s`, `{}`, `{0}` and `{name}`; unknown ones stay as they are. */
export function formatTemplate(template: string, params: Json | undefined): string {
  const list = Array.isArray(params) ? params : undefined;
  const named = isObject(params) ? params : undefined;
  if (list === undefined && named === undefined) return template;
  let next = 0;
  let grown = 0;
  const lookUp = (key: string): unknown => {
    if (named !== undefined) return own(named, key);
    if (key === "") return list?.[next++];
    return /^\d+$/.test(key) ? list?.[Number(key)] : undefined;
  };
  const text = template.replace(
    PLACEHOLDER,
    (whole: string, name?: string, kind?: string, field?: string) => {
      if (kind === "%") return "%";
      const value = lookUp(name ?? field ?? "");
      if (value === undefined) return whole;
      // A short template could repeat a long parameter thousands of times.
      if (grown > MAX_MESSAGE) return "";
      const param = paramText(value);
      grown += param.length;
      return param;
    },
  );
  return cutText(text, MAX_MESSAGE);
}

function own(fields: { [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function paramText(value: unknown): string {
  if (typeof value === "string") return cutText(value, MAX_PARAM);
  return cutText(JSON.stringify(boundJson(value, PARAMS).value), MAX_PARAM);
}
