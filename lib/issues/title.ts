import { platformFamily } from "#lib/events/platform-family.ts";
import type { Event, ExceptionValue, Frame } from "#lib/events/event.ts";
import { crashFrame } from "#lib/issues/grouping/crash-frame.ts";
import { mainException } from "#lib/issues/grouping/main-exception.ts";
import { trimNativeFunction } from "#lib/issues/grouping/names/native-function.ts";

/** What a list shows of an event. `metadata` holds the parts that the title was made of. */
export type EventDescription = {
  readonly title: string;
  /** Where it happened; empty when nothing tells. */
  readonly culprit: string;
  readonly metadata: {
    readonly type?: string;
    readonly value?: string;
    readonly filename?: string;
    readonly function?: string;
  };
  readonly type: "error" | "default" | "csp";
};

const longestTitle = 256;
const longestCulprit = 200;
const longestType = 128;
const longestValue = 1024;

/** The title, the culprit and their parts for an event. `ruled` is the title that a fingerprint rule gives. */
export function describeEvent(event: Event, ruled?: string): EventDescription {
  const description = describe(event);
  const title = truncate(firstLine(ruled ?? ""), longestTitle);
  return title === "" ? description : { ...description, title };
}

function describe(event: Event): EventDescription {
  const exception = mainException(event);
  const frame = crashFrame(event);
  const culprit = truncate(
    event.transaction || (directiveOf(event) ?? stackCulprit(event, exception, frame) ?? ""),
    longestCulprit,
  );
  if (exception === undefined) {
    const title = firstLine(event.message?.formatted ?? "") || firstLine(event.template?.filename ?? "");
    const type = event.type === "csp" ? "csp" : "default";
    return { title: truncate(title, longestTitle) || "<unlabeled event>", culprit, metadata: {}, type };
  }
  const type = exception.mechanism?.synthetic ? "" : truncate(exception.type, longestType);
  const value = truncate(exception.value, longestValue);
  const name = frame?.function && displayFunction(frame, event.platform);
  const filename = frame && fileOf(frame);
  return {
    title: errorTitle(type, firstLine(value), name),
    culprit,
    metadata: {
      ...(type && { type }),
      ...(value && { value }),
      ...(filename && { filename }),
      ...(name && { function: name }),
    },
    type: "error",
  };
}

function errorTitle(type: string, value: string, name: string | undefined): string {
  if (type === "") return name || truncate(value, longestTitle) || "<unknown>";
  return value === "" ? type : `${type}: ${truncate(value, longestTitle)}`;
}

/** Of a violated Content Security Policy. */
function directiveOf(event: Event): string | undefined {
  const directive = event.type === "csp" ? event.contexts.csp?.effective_directive : undefined;
  return typeof directive === "string" ? directive : undefined;
}

function stackCulprit(event: Event, exception: ExceptionValue | undefined, frame: Frame | undefined) {
  if (exception?.mechanism?.synthetic) return undefined;
  const isMessage = exception === undefined && event.exceptions.length > 0;
  const place = frame === undefined || isMessage ? "" : frameCulprit(frame, event.platform);
  return place || event.request?.url;
}

function frameCulprit(frame: Frame, eventPlatform: string): string {
  const platform = frame.platform ?? eventPlatform;
  const family = platformFamily(platform);
  if (family === "native") return displayFunction(frame, eventPlatform);
  const file = frame.module ?? fileOf(frame);
  if (file === undefined) return frame.function ?? "";
  const name = frame.function ?? "?";
  return family === "javascript" ? `${name}(${file})` : `${file} in ${name}`;
}

/** A page's host and query say nothing about where in the code it happened, and differ between visits. */
function fileOf(frame: Frame): string | undefined {
  return (frame.filename ?? frame.absPath)
    ?.replace(/^https?:\/\/[^/]+(?=\/.)/, "")
    .replace(/(?<=.)\?.*$/s, "");
}

function displayFunction(frame: Frame, eventPlatform: string): string {
  const name = frame.function ?? "";
  return platformFamily(frame.platform ?? eventPlatform) === "native" ? trimNativeFunction(name) : name;
}

function firstLine(text: string): string {
  const trimmed = text.trimStart();
  const end = trimmed.search(/[\r\n]/);
  return (end === -1 ? trimmed : trimmed.slice(0, end)).trimEnd();
}

function truncate(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
